package io.sluice.core.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a compiled expression. */
sealed interface Node {
    @Nullable
    Object value(ExpressionContext context);

    List<Node> children();

    /** The longest way down, which bounds the stack that evaluation needs. */
    default int height() {
        int highest = 0;
        for (Node child : children()) {
            highest = Math.max(highest, child.height());
        }
        return highest + 1;
    }

    /** Whether nothing but literals is underneath. */
    default boolean constant() {
        return !children().isEmpty() && children().stream().allMatch(Literal.class::isInstance);
    }

    default boolean usesPayload() {
        return children().stream().anyMatch(Node::usesPayload);
    }

    private static boolean truth(Node node, ExpressionContext context, String operator, int offset) {
        Object value = node.value(context);
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw new ExpressionException("`" + operator + "` needs a boolean but got " + Values.type(value), offset);
    }

    record Literal(@Nullable Object fixed) implements Node {
        static final Literal NULL = new Literal(null);

        @Override
        public @Nullable Object value(ExpressionContext context) {
            return fixed;
        }

        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    record Payload() implements Node {
        @Override
        public @Nullable Object value(ExpressionContext context) {
            return Values.plain(context.payload());
        }

        @Override
        public List<Node> children() {
            return List.of();
        }

        @Override
        public boolean usesPayload() {
            return true;
        }
    }

    /** {@code attributes.headers} and the like. */
    record Named(Root root, Node name, int offset) implements Node {
        @Override
        public @Nullable Object value(ExpressionContext context) {
            if (name.value(context) instanceof String text) {
                return Values.plain(root.named(context, text));
            }
            throw new ExpressionException("a name must be a string but is " + Values.type(name.value(context)), offset);
        }

        @Override
        public List<Node> children() {
            return List.of(name);
        }
    }

    /** An operator or function of at most two operands, all of which are always evaluated. */
    record Apply(Operation operation, Node left, Node right, int offset) implements Node {
        @Override
        public @Nullable Object value(ExpressionContext context) {
            return operation.apply(left.value(context), right.value(context), offset);
        }

        @Override
        public List<Node> children() {
            return List.of(left, right);
        }
    }

    /** A function without operands, asked anew at each evaluation. */
    record Fresh(Operation operation, int offset) implements Node {
        @Override
        public @Nullable Object value(ExpressionContext context) {
            return operation.apply(null, null, offset);
        }

        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    record Not(Node operand, int offset) implements Node {
        @Override
        public Object value(ExpressionContext context) {
            return !truth(operand, context, "not", offset);
        }

        @Override
        public List<Node> children() {
            return List.of(operand);
        }
    }

    /** {@code and} or {@code or}: the first operand that is {@code decisive} decides. */
    record Logic(boolean decisive, List<Node> children, int offset) implements Node {
        @Override
        public Object value(ExpressionContext context) {
            for (int i = 0; i < children.size(); i++) {
                if (truth(children.get(i), context, decisive ? "or" : "and", offset) == decisive) {
                    return decisive;
                }
            }
            return !decisive;
        }
    }

    /** {@code default}. */
    record OrElse(Node wanted, Node otherwise) implements Node {
        @Override
        public @Nullable Object value(ExpressionContext context) {
            Object value = wanted.value(context);
            return value == null ? otherwise.value(context) : value;
        }

        @Override
        public List<Node> children() {
            return List.of(wanted, otherwise);
        }
    }

    record Choice(Node condition, Node then, Node otherwise, int offset) implements Node {
        @Override
        public @Nullable Object value(ExpressionContext context) {
            return truth(condition, context, "if", offset) ? then.value(context) : otherwise.value(context);
        }

        @Override
        public List<Node> children() {
            return List.of(condition, then, otherwise);
        }
    }

    record ArrayOf(List<Node> children) implements Node {
        @Override
        public Object value(ExpressionContext context) {
            List<@Nullable Object> values = new ArrayList<>(children.size());
            for (int i = 0; i < children.size(); i++) {
                values.add(children.get(i).value(context));
            }
            return Collections.unmodifiableList(values);
        }
    }

    /** {@code a ++ b ++ c}, flat so that long chains need neither stack nor copies. */
    record Concat(List<Node> children, int offset) implements Node {
        @Override
        public Object value(ExpressionContext context) {
            Object first = children.get(0).value(context);
            return first instanceof List<?> list ? array(list, context) : text(first, context);
        }

        private List<@Nullable Object> array(List<?> first, ExpressionContext context) {
            List<@Nullable Object> all = new ArrayList<>(first);
            for (int i = 1; i < children.size(); i++) {
                Object next = children.get(i).value(context);
                if (!(next instanceof List<?> list)) {
                    throw new ExpressionException(
                            "`++` joins an array with an array but got " + Values.type(next), offset);
                }
                all.addAll(list);
            }
            return Collections.unmodifiableList(all);
        }

        private String text(@Nullable Object first, ExpressionContext context) {
            StringBuilder all = new StringBuilder(joined(first));
            for (int i = 1; i < children.size(); i++) {
                all.append(joined(children.get(i).value(context)));
            }
            return all.toString();
        }

        private String joined(@Nullable Object value) {
            if (value instanceof String || value instanceof Double || value instanceof Boolean) {
                return Values.text(value);
            }
            throw new ExpressionException("`++` needs strings or arrays but got " + Values.type(value), offset);
        }
    }
}
