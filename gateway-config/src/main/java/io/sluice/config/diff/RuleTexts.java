package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules as words; equal for rules that say the same. */
final class RuleTexts {
    static final String ALL = "every request";

    private static final String ANY = ".*";
    private static final Pattern PLAIN = Pattern.compile("[\\w.-]+(\\|[\\w.-]+)+");

    private RuleTexts() {}

    /** The requests that one of {@code rules} takes. */
    static String of(List<Rule> rules) {
        return rules.isEmpty() ? ALL : rules.stream().map(RuleTexts::of).collect(Collectors.joining(" or "));
    }

    /** Such as {@code GET|HEAD /orders/.* with x-channel: web}. */
    static String of(Rule rule) {
        List<String> words = new ArrayList<>();
        add(words, "", alternatives(rule.methods()));
        add(words, "", rule.path());
        add(words, "for host ", alternatives(rule.host()));
        new TreeMap<>(rule.headers()).forEach((name, value) -> words.add("with " + name + ": " + alternatives(value)));
        return words.isEmpty() ? ALL : String.join(" ", words);
    }

    /** {@code expression} with its alternatives in alphabetic order if it has nothing else. */
    static String alternatives(String expression) {
        return PLAIN.matcher(expression).matches()
                ? List.of(expression.split("\\|")).stream().sorted().distinct().collect(Collectors.joining("|"))
                : expression;
    }

    private static void add(List<String> words, String before, String value) {
        if (!value.equals(ANY)) {
            words.add(before + value);
        }
    }
}
