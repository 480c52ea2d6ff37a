package io.sluice.config;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Range;
import java.util.List;
import java.util.Optional;

/** {@code tracing} of a {@code Configuration}. */
record TracingSpec(Provider provider, Sampling sampling, List<Label> labels) {
    record Provider(String type, Optional<Node> properties) {}

    /** Percentages. */
    record Sampling(
            @Default("100") @Range(min = 0, max = 100) double client,
            @Default("100") @Range(min = 0, max = 100) double random,
            @Default("100") @Range(min = 0, max = 100) double overall) {}

    record Label(String name, LabelType type, Optional<String> keyName, Optional<String> defaultValue) {}

    enum LabelType {
        LITERAL,
        ENVIRONMENT,
        REQUEST_HEADER
    }
}
