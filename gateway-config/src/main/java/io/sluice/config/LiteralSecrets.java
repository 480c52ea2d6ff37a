package io.sluice.config;

import org.jspecify.annotations.Nullable;

/** Tells findings where secrets stand, so that no line with one is shown, and reports those that are written out instead of being referred to. */
final class LiteralSecrets {
    private final Findings findings;

    LiteralSecrets(Findings findings) {
        this.findings = findings;
    }

    /** Does nothing where {@code node} has not the form of {@code fields}, which is for others to report. */
    void report(Shape.Fields fields, Node node) {
        if (fields.secretInside() && node instanceof Node.Mapping written) {
            Node.Mapping mapping = MisplacedKeys.mend(fields, written, findings);
            conceal(fields, mapping);
            fields.settings().forEach(setting -> report(setting, setting.in(mapping)));
        }
    }

    /** Beside a secret, an unknown key may well be a misspelt one. */
    private void conceal(Shape.Fields fields, Node.Mapping mapping) {
        if (!fields.secret()) {
            return;
        }
        for (Node.Pair pair : mapping.pairs()) {
            Setting setting = fields.byName().get(pair.key().text());
            if (setting == null || setting.secret()) {
                findings.secret(pair.value().at());
            }
        }
    }

    private void report(Setting setting, Node.@Nullable Pair pair) {
        if (pair == null) {
            return;
        }
        if (!setting.secret()) {
            report(setting.shape(), pair.value());
        } else if (pair.value() instanceof Node.Scalar scalar && isLiteral(scalar)) {
            findings.add(Problem.of(ProblemCode.LITERAL_SECRET, scalar, setting.name() + " is written into the file")
                    .noting("use $NAME for an environment variable or ${file:/path} for a file"));
        }
    }

    private static boolean isLiteral(Node.Scalar scalar) {
        return !scalar.hidden() && !scalar.text().isEmpty() && !scalar.isNull();
    }

    private void report(Shape shape, Node node) {
        if (shape instanceof Shape.Fields fields) {
            report(fields, node);
        } else if (shape instanceof Shape.Maybe maybe) {
            report(maybe.inner(), node);
        } else if (shape instanceof Shape.Items items && node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> report(items.each(), item));
        } else if (shape instanceof Shape.Entries entries && node instanceof Node.Mapping mapping) {
            mapping.pairs().forEach(pair -> report(entries.each(), pair.value()));
        }
    }
}
