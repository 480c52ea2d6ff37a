package io.sluice.config;

import io.sluice.core.schema.Doc;

/** The {@code spec} of a {@code Service}. */
record ServiceSpec(
        @Doc("Scheme, host and port of the upstream.") Node.Scalar address) {}
