package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.sluice.core.expression.Expression;
import io.sluice.core.expression.ExpressionContext;
import io.sluice.core.policy.PolicyContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One header to add. What is literal is checked when it is built; what is computed and cannot be sent is left out, because its text may come from the
 * caller.
 *
 * <p>Threading: immutable; shared by all event loops.
 */
final class InjectedHeader {
    /** These have one value, so a new one replaces the old. */
    private static final Set<AsciiString> SINGLE =
            Set.of(AsciiString.cached("access-control-allow-origin"), AsciiString.cached("content-type"));

    private final Expression key;
    private final Expression value;
    private final @Nullable AsciiString fixedName;
    private final @Nullable String fixedValue;

    InjectedHeader(Expression key, Expression value, String path, PolicyContext context) {
        this.key = key;
        this.value = value;
        fixedName = key.isLiteral() ? name(key.source(), path, context) : null;
        fixedValue = value.isLiteral() ? value(value.source(), path, context) : null;
    }

    private static AsciiString name(String text, String path, PolicyContext context) {
        if (!HeaderFields.isName(text)) {
            context.problem(path + ".key", "key must be a header name but is " + text);
        } else if (HeaderFields.isReserved(text)) {
            context.problem(path + ".key", "key must not be a header that the gateway itself sets but is " + text);
        }
        return AsciiString.cached(text);
    }

    private static String value(String text, String path, PolicyContext context) {
        if (!HeaderFields.isValue(text)) {
            context.problem(
                    path + ".value", "value must hold no control characters and no characters beyond ISO 8859-1");
        }
        return HeaderFields.trimmed(text);
    }

    /** @throws io.sluice.core.expression.ExpressionException if it cannot be computed */
    void addTo(HttpHeaders headers, ExpressionContext context) {
        CharSequence name = fixedName == null ? usableName(key.text(context)) : fixedName;
        String text = fixedValue == null ? usableValue(value.text(context)) : fixedValue;
        if (name != null && text != null) {
            put(headers, name, text);
        }
    }

    private static @Nullable String usableName(@Nullable String name) {
        return name != null && HeaderFields.isName(name) && !HeaderFields.isReserved(name) ? name : null;
    }

    private static @Nullable String usableValue(@Nullable String text) {
        return text != null && HeaderFields.isValue(text) ? HeaderFields.trimmed(text) : null;
    }

    private static void put(HttpHeaders headers, CharSequence name, String text) {
        for (AsciiString single : SINGLE) {
            if (single.contentEqualsIgnoreCase(name)) {
                headers.set(name, text);
                return;
            }
        }
        headers.add(name, text);
    }
}
