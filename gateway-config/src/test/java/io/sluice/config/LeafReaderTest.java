package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.expression.Expression;
import io.sluice.core.expression.ExpressionException;
import io.sluice.core.runtime.PathMatcher;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeafReaderTest {
    private final LeafReader leaves = new LeafReader();

    @Test
    void compilesEachTextOnce() {
        Object first = leaves.read(PathMatcher.class, "/orders/[0-9]+");
        assertThat(leaves.read(PathMatcher.class, "/orders/[0-9]+")).isSameAs(first);
        assertThat(leaves.read(PathMatcher.class, "/items/[0-9]+")).isNotSameAs(first);
    }

    @Test
    void tellsTypesApart() {
        assertThat(leaves.read(PathMatcher.class, "x")).isInstanceOf(PathMatcher.class);
        assertThat(leaves.read(Expression.class, "x")).isInstanceOf(Expression.class);
        assertThat(leaves.read(Duration.class, "5s")).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void complainsOfAWrongTextEachTime() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> leaves.read(Expression.class, "#[attributes.]"))
                    .isInstanceOf(ExpressionException.class);
        }
    }
}
