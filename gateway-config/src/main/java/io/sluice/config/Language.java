package io.sluice.config;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The set of texts that an expression matches, to ask about expressions what no single text can tell: whether one covers another. */
public final class Language {
    /** Larger expressions are not looked into: the answer may take exponential time. */
    private static final int LONGEST = 300;

    /** Every text. */
    static final Language ANY = new Language(BasicAutomata.makeAnyString());

    private final Automaton automaton;

    private Language(Automaton automaton) {
        this.automaton = automaton;
    }

    /** Of an expression in RE2 syntax that must match the whole text; empty if it uses what cannot be expressed as a set, or is too large. */
    public static Optional<Language> of(String regex) {
        if (regex.equals(".*")) {
            return Optional.of(ANY);
        }
        if (regex.length() > LONGEST) {
            return Optional.empty();
        }
        Automaton parsed = new LanguageParser(regex).parse();
        return parsed == null ? Optional.empty() : Optional.of(new Language(parsed));
    }

    static Language union(List<Language> languages) {
        return new Language(
                Automaton.union(languages.stream().map(each -> each.automaton).toList()));
    }

    public Language and(Language other) {
        return this == ANY ? other : other == ANY ? this : new Language(automaton.intersection(other.automaton));
    }

    public boolean covers(Language other) {
        return this == ANY || other.automaton.subsetOf(automaton);
    }

    boolean isEmpty() {
        return automaton.isEmpty();
    }

    /** One of the shortest texts; null if there is none. */
    @Nullable
    String example() {
        return automaton.getShortestExample(true);
    }
}
