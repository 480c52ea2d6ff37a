package io.sluice.policies;

import io.sluice.core.expression.Expression;
import io.sluice.core.expression.ExpressionContext;
import io.sluice.core.expression.ExpressionException;
import io.sluice.core.policy.PolicyContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One message of the message log. Whatever goes wrong with it is told once and never reaches the exchange.
 *
 * <p>Threading: shared by all event loops.
 */
final class LogItem {
    /** The logger on which messages appear. */
    static final String LOGGER = "message-log";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final Expression message;
    private final Expression conditional;
    private final Level level;
    private final DataMask mask;
    private final String origin;
    private final String category;
    private final String name;
    private final AtomicBoolean complained = new AtomicBoolean();

    LogItem(MessageLogPolicy.Item item, DataMask mask, PolicyContext context) {
        message = item.itemData().message();
        conditional = item.itemData().conditional();
        level = Level.valueOf(item.itemData().level().name());
        this.mask = mask;
        origin = "[api: " + context.api() + "] [policy: " + context.binding() + "] [req: ";
        category = "] [" + item.itemData().category() + "] ";
        name = item.itemName();
    }

    boolean isEnabled() {
        return LOG.isEnabledForLevel(level);
    }

    boolean usesPayload() {
        return message.usesPayload() || conditional.usesPayload();
    }

    void log(String requestId, ExpressionContext context) {
        if (isEnabled() && holds(requestId, context)) {
            write(level, requestId, mask.apply(text(requestId, context)));
        }
    }

    private boolean holds(String requestId, ExpressionContext context) {
        try {
            return conditional.test(context);
        } catch (ExpressionException e) {
            complain(requestId, "conditional", e);
            return false;
        }
    }

    private String text(String requestId, ExpressionContext context) {
        try {
            return String.valueOf(message.text(context));
        } catch (ExpressionException e) {
            complain(requestId, "message", e);
            return "null";
        }
    }

    private void complain(String requestId, String part, ExpressionException cause) {
        if (complained.compareAndSet(false, true)) {
            write(
                    Level.WARN,
                    requestId,
                    part + " of " + name + " cannot be evaluated, told once: " + cause.getMessage());
        }
    }

    private void write(Level at, String requestId, String text) {
        LOG.atLevel(at).log(escaped(origin + requestId + category + text));
    }

    /** Without characters that could begin a new line or steer a terminal. */
    static String escaped(String line) {
        StringBuilder safe = null;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (isControl(c)) {
                safe = safe == null ? new StringBuilder(line.length() + 16).append(line, 0, i) : safe;
                appendEscaped(c, safe);
            } else if (safe != null) {
                safe.append(c);
            }
        }
        return safe == null ? line : safe.toString();
    }

    private static boolean isControl(char c) {
        return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    }

    private static void appendEscaped(char c, StringBuilder safe) {
        switch (c) {
            case '\r' -> safe.append("\\r");
            case '\n' -> safe.append("\\n");
            case '\t' -> safe.append("\\t");
            default -> {
                safe.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    safe.append(Character.forDigit(c >> shift & 15, 16));
                }
            }
        }
    }
}
