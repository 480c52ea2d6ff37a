package io.sluice.core.expression;

import io.sluice.core.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns tokens into nodes by recursive descent. From loosest to tightest: {@code if}; infix functions, {@code default}, {@code ++} and {@code --}, from
 * left to right; {@code or}, which {@code not} reaches; {@code and}; equality; order; selectors. This is the order of the language they come from.
 */
final class Parser {
    /** The deepest nesting, of the text as well as of the result. */
    static final int MAX_DEPTH = 64;

    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "not", "default", "if", "else", "true", "false", "null");

    private final Cursor tokens;
    private int depth;

    Parser(Lexer lexer) {
        tokens = new Cursor(lexer);
    }

    Node parse() {
        Node node = expression();
        if (!tokens.is(Kind.END)) {
            throw tokens.unexpected("an operator");
        }
        return node;
    }

    private Node expression() {
        enter();
        Node node = tokens.is("if") ? choice() : infix();
        depth--;
        return node;
    }

    private Node choice() {
        Token start = tokens.next();
        Node condition = tokens.is("(") ? group() : infix();
        Node then = expression();
        tokens.expect("else");
        return made(new Node.Choice(condition, then, expression(), start.offset()));
    }

    private Node group() {
        tokens.expect("(");
        Node inner = expression();
        tokens.expect(")");
        return inner;
    }

    private Node infix() {
        Node left = or();
        while (isInfix(tokens.current())) {
            Token operator = tokens.next();
            left = made(joined(left, operator, or()));
        }
        return left;
    }

    private static boolean isInfix(Token token) {
        return token.is("default")
                || token.is("++")
                || token.is("--")
                || (token.kind() == Kind.NAME && !KEYWORDS.contains(token.text()));
    }

    private static Node joined(Node left, Token operator, Node right) {
        if (operator.is("default")) {
            return new Node.OrElse(left, right);
        }
        if (operator.is("++")) {
            return concat(left, right, operator.offset());
        }
        return new Node.Apply(operation(operator), left, right, operator.offset());
    }

    private static Node concat(Node left, Node right, int offset) {
        List<Node> parts = new ArrayList<>(left instanceof Node.Concat chain ? chain.children() : List.of(left));
        parts.add(right);
        return new Node.Concat(parts, offset);
    }

    private static Operation operation(Token operator) {
        Operation sign = Operators.of(operator.text());
        return sign == null ? function(operator, 2).operation() : sign;
    }

    private Node or() {
        return logic("or", true);
    }

    private Node logic(String operator, boolean decisive) {
        Node first = decisive ? logic("and", false) : equality();
        if (!tokens.is(operator)) {
            return first;
        }
        int offset = tokens.current().offset();
        List<Node> operands = new ArrayList<>(List.of(first));
        while (tokens.accept(operator)) {
            operands.add(decisive ? logic("and", false) : equality());
        }
        return made(new Node.Logic(decisive, operands, offset));
    }

    private Node equality() {
        Node left = order();
        while (tokens.is("==") || tokens.is("!=")) {
            Token operator = tokens.next();
            left = made(new Node.Apply(operation(operator), left, order(), operator.offset()));
        }
        return left;
    }

    private Node order() {
        Node left = unary();
        while (tokens.is(">=") || tokens.is("<=") || tokens.is(">") || tokens.is("<")) {
            Token operator = tokens.next();
            left = made(new Node.Apply(operation(operator), left, unary(), operator.offset()));
        }
        return left;
    }

    private Node unary() {
        if (!tokens.is("not")) {
            return selected(primary());
        }
        enter();
        int offset = tokens.next().offset();
        Node node = made(new Node.Not(or(), offset));
        depth--;
        return node;
    }

    private Node selected(Node start) {
        Node node = start;
        while (tokens.is(".") || tokens.is("[")) {
            int offset = tokens.current().offset();
            node = made(new Node.Apply(Operators::select, node, key(), offset));
        }
        return node;
    }

    private Node key() {
        if (tokens.accept(".")) {
            if (!tokens.is(Kind.NAME) && !tokens.is(Kind.STRING)) {
                throw tokens.unexpected("a name");
            }
            return new Node.Literal(tokens.next().text());
        }
        tokens.expect("[");
        Node key = expression();
        tokens.expect("]");
        return key;
    }

    private Node primary() {
        return switch (tokens.current().kind()) {
            case STRING -> new Node.Literal(tokens.next().text());
            case NUMBER -> new Node.Literal(number(1));
            case NAME -> name();
            case SIGN -> signed();
            case END -> throw tokens.unexpected("a value");
        };
    }

    private Node signed() {
        if (tokens.is("(")) {
            return group();
        }
        if (tokens.accept("[")) {
            return made(new Node.ArrayOf(listUpTo("]")));
        }
        if (tokens.accept("-") && tokens.is(Kind.NUMBER)) {
            return new Node.Literal(number(-1));
        }
        throw tokens.unexpected("a value");
    }

    private double number(int sign) {
        Token digits = tokens.next();
        double value = Double.parseDouble(digits.text());
        if (Double.isInfinite(value)) {
            throw new ExpressionException("the number is too large", digits.offset());
        }
        return sign * value;
    }

    private List<Node> listUpTo(String end) {
        List<Node> items = new ArrayList<>();
        while (!tokens.accept(end)) {
            if (!items.isEmpty()) {
                tokens.expect(",");
            }
            items.add(expression());
        }
        return items;
    }

    private Node name() {
        Token token = tokens.next();
        if (tokens.is("(") && !KEYWORDS.contains(token.text())) {
            return call(token);
        }
        return switch (token.text()) {
            case "true" -> new Node.Literal(true);
            case "false" -> new Node.Literal(false);
            case "null" -> Node.Literal.NULL;
            case "payload" -> new Node.Payload();
            default -> named(token);
        };
    }

    private Node named(Token token) {
        Root root = Root.of(token.text());
        if (root == null) {
            throw new ExpressionException(unknown(token.text()), token.offset());
        }
        if (!tokens.is(".") && !tokens.is("[")) {
            throw new ExpressionException("`" + token.text() + "` needs a name behind it", token.offset());
        }
        return new Node.Named(root, key(), token.offset());
    }

    private static String unknown(String name) {
        if (KEYWORDS.contains(name)) {
            return "expected a value but found `" + name + "`";
        }
        if (Functions.of(name) != null) {
            return "`" + name + "` is a function; call it with parentheses";
        }
        Set<String> known = new TreeSet<>(Root.labels());
        known.add("payload");
        return "unknown name `" + name + "`" + Spelling.hint(name, known);
    }

    private Node call(Token name) {
        tokens.expect("(");
        List<Node> arguments = listUpTo(")");
        Operation operation = function(name, arguments.size()).operation();
        return switch (arguments.size()) {
            case 0 -> new Node.Fresh(operation, name.offset());
            case 1 -> made(new Node.Apply(operation, arguments.get(0), Node.Literal.NULL, name.offset()));
            default -> made(new Node.Apply(operation, arguments.get(0), arguments.get(1), name.offset()));
        };
    }

    private static Function function(Token name, int arguments) {
        Function function = Functions.of(name.text());
        if (function == null) {
            String hint = Spelling.hint(name.text(), Functions.names());
            throw new ExpressionException("unknown function `" + name.text() + "`" + hint, name.offset());
        }
        if (!function.takes(arguments)) {
            throw new ExpressionException(
                    "`" + name.text() + "` takes " + function.arity() + " but got " + arguments, name.offset());
        }
        return function;
    }

    /** Checks the height of a new node and computes it at once if it is constant. */
    private Node made(Node node) {
        if (node.height() > MAX_DEPTH) {
            throw tooDeep();
        }
        return node.constant() ? new Node.Literal(node.value(NoContext.INSTANCE)) : node;
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw tooDeep();
        }
    }

    private ExpressionException tooDeep() {
        return tokens.fault("nested deeper than " + MAX_DEPTH);
    }
}
