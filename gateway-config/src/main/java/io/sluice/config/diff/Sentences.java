package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig;
import org.jspecify.annotations.Nullable;

/** A change in one line for people. */
final class Sentences {
    private static final int LONGEST = 160;

    private Sentences() {}

    /** Such as {@code policy rate-limiting-flex rateLimits[0].maximumRequests: 20 → 100}. */
    static String of(Change change) {
        String subject = change.kind().subject().noun() + ' ' + change.name() + aspect(change);
        if (hidden(change.before()) || hidden(change.after())) {
            return subject + ' ' + verb(change) + " (not shown)";
        }
        String values = values(change);
        return values.isEmpty() ? subject : subject + ": " + values;
    }

    private static String aspect(Change change) {
        String aspect = change.kind().aspect();
        String path = change.path();
        if (aspect.isEmpty() || path.isEmpty()) {
            return (aspect.isEmpty() && path.isEmpty() ? "" : " ") + aspect + path;
        }
        return ' ' + aspect + " of " + path;
    }

    private static String values(Change change) {
        if (change.kind().sign() == '+' || change.before() == null && change.after() == null) {
            return shown(change.after());
        }
        if (change.kind().sign() == '-') {
            return shown(change.before());
        }
        return none(change.before()) + " → " + none(change.after());
    }

    private static String verb(Change change) {
        if (change.before() == null) {
            return "added";
        }
        return change.after() == null ? "removed" : "changed";
    }

    private static boolean hidden(@Nullable String value) {
        return EffectiveConfig.MASKED.equals(value);
    }

    private static String none(@Nullable String value) {
        return value == null ? "none" : shown(value);
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean whole = value.codePointCount(0, value.length()) <= LONGEST;
        return whole ? value : value.substring(0, value.offsetByCodePoints(0, LONGEST)) + '…';
    }
}
