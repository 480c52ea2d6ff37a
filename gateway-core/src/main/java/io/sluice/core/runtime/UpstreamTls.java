package io.sluice.core.runtime;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import java.util.Optional;

/** How {@code https://} upstreams are checked. */
public record UpstreamTls(
        @Doc("Whether the certificate of an upstream is verified by chain and name. Leave it on.") @Default("true")
        boolean verify,

        @Doc("PEM file with further certificate authorities to trust beside those of the Java runtime.")
        Optional<String> trustedCa) {}
