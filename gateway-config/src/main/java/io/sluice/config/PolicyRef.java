package io.sluice.config;

import io.sluice.core.schema.Doc;
import io.sluice.core.schema.NotEmpty;
import java.util.Optional;

/** Names a policy: a built-in one, or one that an {@code Extension} defines. */
record PolicyRef(
        @Doc("With or without -flex, and with or without an ending such as -v1-2-impl.") @NotEmpty
        Node.Scalar name,

        @Doc("Where an Extension is looked for first; built-in policies are found in any.")
        Optional<String> namespace,

        @Doc("Extension, or nothing.") Optional<String> kind) {}
