package io.sluice.config;

import java.io.IOException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces references in the values of a document: {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${file:/path}} where they are
 * the whole value; inside a text those in braces, and {@code $NAME} behind no letter or digit if the variable is set, with names of capital letters only. {@code $$}
 * in front of a name stands for a dollar sign. Expressions and rules are never touched: dollar signs have a meaning of their own there.
 */
final class SecretResolver {
    private static final String WHOLE = "[A-Za-z_][A-Za-z0-9_]*";
    private static final String INNER = "[A-Z_][A-Z0-9_]*";
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$(" + WHOLE + ")|\\$\\{(" + WHOLE + ")(?::-(.*))?\\}|\\$\\{file:([^}]+)\\}", Pattern.DOTALL);
    private static final Pattern INSIDE = Pattern.compile("\\$(\\$)(?=[A-Z_{])|(?<![A-Za-z0-9$])\\$(" + INNER
            + ")|\\$\\{(" + INNER + ")(?::-([^}]*))?\\}|\\$\\{file:([^}]+)\\}");
    private static final String RULES = "rules";
    private static final String EXPRESSION = "#[";

    private final Function<String, @Nullable String> environment;
    private final ExternalFiles files;
    private final Findings findings;

    SecretResolver(Function<String, @Nullable String> environment, ExternalFiles files, Findings findings) {
        this.environment = environment;
        this.files = files;
        this.findings = findings;
    }

    /** {@code node} with every reference replaced; one that cannot be is reported and stays. */
    Node resolve(Node node) {
        return mayRefer(node) ? rewritten(node) : node;
    }

    /** Most documents refer to nothing and need not be written anew. */
    private static boolean mayRefer(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.text().indexOf('$') >= 0;
        }
        if (node instanceof Node.Sequence sequence) {
            return anyMayRefer(sequence);
        }
        for (Node.Pair pair : ((Node.Mapping) node).pairs()) {
            if (mayRefer(pair.value())) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyMayRefer(Node.Sequence sequence) {
        for (Node item : sequence.items()) {
            if (mayRefer(item)) {
                return true;
            }
        }
        return false;
    }

    private Node rewritten(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return new Node.Mapping(
                    mapping.at(), mapping.pairs().stream().map(this::resolve).toList());
        }
        if (node instanceof Node.Sequence sequence) {
            return new Node.Sequence(
                    sequence.at(), sequence.items().stream().map(this::resolve).toList());
        }
        return resolve((Node.Scalar) node);
    }

    private Node.Pair resolve(Node.Pair pair) {
        return pair.key().text().equals(RULES) ? pair : new Node.Pair(pair.key(), resolve(pair.value()));
    }

    private Node.Scalar resolve(Node.Scalar scalar) {
        String text = scalar.text();
        if (text.indexOf('$') < 0 || text.startsWith(EXPRESSION)) {
            return scalar;
        }
        Matcher whole = REFERENCE.matcher(text);
        if (whole.matches()) {
            String value = whole.group(4) == null ? variable(scalar, whole) : file(scalar, whole.group(4));
            return value == null ? scalar : replaced(scalar, value);
        }
        return inside(scalar);
    }

    private Node.Scalar inside(Node.Scalar scalar) {
        Matcher reference = INSIDE.matcher(scalar.text());
        StringBuilder text = new StringBuilder();
        int copied = 0;
        while (reference.find()) {
            String value = part(scalar, reference);
            text.append(scalar.text(), copied, reference.start()).append(value == null ? reference.group() : value);
            copied = reference.end();
        }
        String result = text.append(scalar.text().substring(copied)).toString();
        return result.equals(scalar.text()) ? scalar : replaced(scalar, result);
    }

    /** Null if the text stays as it is. */
    private @Nullable String part(Node.Scalar scalar, Matcher reference) {
        if (reference.group(1) != null) {
            return "$";
        }
        if (reference.group(5) != null) {
            return file(scalar, reference.group(5));
        }
        if (reference.group(3) != null) {
            return variable(scalar, reference.group(3), reference.group(4));
        }
        String value = environment.apply(reference.group(2));
        if (value == null) {
            String message =
                    reference.group() + " looks like a reference, but there is no such variable; it stays as it is";
            findings.add(ProblemCode.TEXT_LIKE_REFERENCE, scalar, message);
        }
        return value;
    }

    private @Nullable String variable(Node.Scalar scalar, Matcher whole) {
        return variable(scalar, whole.group(1) == null ? whole.group(2) : whole.group(1), whole.group(3));
    }

    private @Nullable String variable(Node.Scalar scalar, String name, @Nullable String standard) {
        String value = environment.apply(name);
        if (value == null && standard == null) {
            findings.add(
                    Problem.of(ProblemCode.MISSING_VARIABLE, scalar, "the environment variable " + name + " is not set")
                            .noting("set it, or write ${" + name + ":-default}; for a literal dollar sign write $$"));
        }
        return value == null ? standard : value;
    }

    private @Nullable String file(Node.Scalar scalar, String path) {
        try {
            String text = files.text(path);
            return text.endsWith("\n") ? text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1)) : text;
        } catch (IOException e) {
            findings.add(ProblemCode.MISSING_SECRET_FILE, scalar, "the file " + path + " cannot be read");
            return null;
        }
    }

    private static Node.Scalar replaced(Node.Scalar scalar, String value) {
        return new Node.Scalar(scalar.at(), value, Node.Style.OTHER, true);
    }
}
