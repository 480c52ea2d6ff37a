package io.sluice.config;

import java.io.IOException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces scalars that are nothing but a reference: {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${file:/path}}. Text with a
 * reference inside is left alone.
 */
final class SecretResolver {
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$([A-Za-z_][A-Za-z0-9_]*)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-(.*))?\\}|\\$\\{file:([^}]+)\\}",
            Pattern.DOTALL);

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
        if (node instanceof Node.Mapping mapping) {
            return new Node.Mapping(
                    mapping.at(),
                    mapping.pairs().stream()
                            .map(pair -> new Node.Pair(pair.key(), resolve(pair.value())))
                            .toList());
        }
        if (node instanceof Node.Sequence sequence) {
            return new Node.Sequence(
                    sequence.at(), sequence.items().stream().map(this::resolve).toList());
        }
        Node.Scalar scalar = (Node.Scalar) node;
        Matcher matcher = REFERENCE.matcher(scalar.text());
        return matcher.matches() ? replaced(scalar, matcher) : scalar;
    }

    private Node.Scalar replaced(Node.Scalar scalar, Matcher reference) {
        String value = reference.group(5) == null ? variable(scalar, reference) : file(scalar, reference.group(5));
        return value == null ? scalar : new Node.Scalar(scalar.at(), value, Node.Style.OTHER, true);
    }

    private @Nullable String variable(Node.Scalar scalar, Matcher reference) {
        String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
        String value = environment.apply(name);
        if (value != null) {
            return value;
        }
        if (reference.group(3) == null) {
            findings.add(ProblemCode.MISSING_VARIABLE, scalar, "the environment variable " + name + " is not set");
        }
        return reference.group(4);
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
}
