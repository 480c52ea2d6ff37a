package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.expression.Expression;
import io.sluice.core.schema.DataSize;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Range;
import io.sluice.core.schema.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaWriterTest {
    enum Mode {
        TEXT_KEY,
        JWKS
    }

    record Limit(
            @Doc("Requests in one window.") @Range(min = 1, max = 100)
            int maximumRequests,

            @Default("1s") Duration window) {}

    record Config(
            @Doc("At least one.") @NotEmpty List<Limit> rateLimits,
            @Doc("The \"key\".") @Secret String password,
            @Doc("a|b") @Default("textKey") Mode mode,
            @Default("") String empty,
            @Default("1KiB") @Range(min = 512) DataSize size,
            Optional<Expression> selector,
            Map<String, String> labels,
            Limit single) {}

    @Test
    void writesATableWithNestedRecordsFlattened() {
        assertThat(SchemaWriter.markdown(Config.class)).isEqualTo("""
                | Setting | Type | Default | Meaning |
                |---|---|---|---|
                | `rateLimits` | list of object | required | At least one. |
                | `rateLimits[].maximumRequests` | integer | required | Requests in one window. 1 to 100. |
                | `rateLimits[].window` | duration | `1s` |  |
                | `password` | string | required | The "key". |
                | `mode` | `textKey` or `jwks` | `textKey` | a\\|b |
                | `empty` | string | empty |  |
                | `size` | size | `1KiB` | At least 512. |
                | `selector` | expression | none |  |
                | `labels` | map of string | empty |  |
                | `single.maximumRequests` | integer | required | Requests in one window. 1 to 100. |
                | `single.window` | duration | `1s` |  |
                """);
    }
}
