package io.sluice.core.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names an expression may begin with, {@code payload} aside. */
enum Root {
    ATTRIBUTES {
        @Override
        @Nullable
        Object named(ExpressionContext context, String name) {
            return context.attribute(name);
        }
    },
    AUTHENTICATION {
        @Override
        @Nullable
        Object named(ExpressionContext context, String name) {
            return context.authentication(name);
        }
    },
    VARS {
        @Override
        @Nullable
        Object named(ExpressionContext context, String name) {
            return context.variable(name);
        }
    };

    private final String label = name().toLowerCase(Locale.ROOT);

    abstract @Nullable Object named(ExpressionContext context, String name);

    static @Nullable Root of(String label) {
        for (Root root : values()) {
            if (root.label.equals(label)) {
                return root;
            }
        }
        return null;
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(root -> root.label).toList();
    }
}
