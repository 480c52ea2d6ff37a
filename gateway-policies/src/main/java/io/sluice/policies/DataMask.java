package io.sluice.policies;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.core.policy.PolicyContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Replaces sensitive data in text. It recognises usual spellings and errs on the side of replacing.
 *
 * <p>Threading: immutable; shared by all threads.
 */
final class DataMask {
    static final String MASK = "****";

    /** Replaces nothing. */
    static final DataMask NONE = new DataMask(false, List.of());

    private static final Map<MessageLogPolicy.Entity, Pattern> KNOWN = Map.of(
            MessageLogPolicy.Entity.EMAIL, Pattern.compile("[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}"),
            MessageLogPolicy.Entity.US_SSN, Pattern.compile("\\b[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}\\b"),
            MessageLogPolicy.Entity.PHONE_NUMBER,
                    Pattern.compile("(?:\\+[0-9]{1,3}[ .-]?)?(?:\\([0-9]{3}\\) ?|\\b[0-9]{3}[ .-])"
                            + "[0-9]{3}[ .-][0-9]{4}\\b|\\+[0-9]{8,15}\\b"));

    private final boolean cards;
    private final List<Pattern> patterns;

    private DataMask(boolean cards, List<Pattern> patterns) {
        this.cards = cards;
        this.patterns = List.copyOf(patterns);
    }

    /** Without any choice everything that is known is replaced. */
    static DataMask of(MessageLogPolicy.Masking config, PolicyContext context) {
        boolean everything =
                config.entities().isEmpty() && config.customPatterns().isEmpty();
        List<MessageLogPolicy.Entity> entities =
                everything ? List.of(MessageLogPolicy.Entity.values()) : config.entities();
        List<Pattern> patterns = new ArrayList<>();
        for (MessageLogPolicy.Entity entity : entities) {
            if (KNOWN.containsKey(entity)) {
                patterns.add(KNOWN.get(entity));
            }
        }
        addCustom(config.customPatterns(), patterns, context);
        return new DataMask(entities.contains(MessageLogPolicy.Entity.CREDIT_CARD), patterns);
    }

    private static void addCustom(
            List<MessageLogPolicy.CustomPattern> custom, List<Pattern> patterns, PolicyContext context) {
        for (int i = 0; i < custom.size(); i++) {
            String path = "dataMasking.customPatterns[" + i + "].pattern";
            try {
                Pattern pattern = Pattern.compile(custom.get(i).pattern());
                if (pattern.matches("")) {
                    context.problem(path, "pattern must not match the empty text but is " + pattern.pattern());
                }
                patterns.add(pattern);
            } catch (PatternSyntaxException e) {
                context.problem(
                        path,
                        "pattern must be a regular expression in RE2 syntax: " + e.getDescription() + " in "
                                + e.getPattern());
            }
        }
    }

    String apply(String text) {
        String masked = cards ? CardNumbers.masked(text) : text;
        for (int i = 0; i < patterns.size(); i++) {
            masked = patterns.get(i).matcher(masked).replaceAll(MASK);
        }
        return masked;
    }
}
