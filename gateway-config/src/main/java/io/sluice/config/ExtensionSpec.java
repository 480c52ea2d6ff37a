package io.sluice.config;

import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code spec} of an {@code Extension}. */
record ExtensionSpec(
        @Doc("What it is made of: other Extensions or built-in policies.") @Key("extends")
        List<Parent> parents,

        @Doc(
                "Settings of the policy, each with a JSON Schema in which default is what the setting is if it is absent and required.")
        Map<String, Node> properties,

        @Doc("Settings that must have a value.") List<String> required) {
    record Parent(Node.Scalar name, Optional<String> namespace, Optional<String> kind) {}
}
