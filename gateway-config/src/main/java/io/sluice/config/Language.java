package io.sluice.config;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The set of texts that an expression matches, to ask about expressions what no single text can tell: whether one covers another.
 *
 * <p>Threading: for one thread at a time, because an automaton changes its form while it is asked; hence no constants.
 */
public final class Language {
    /** Larger expressions are not looked into: the answer may take exponential time. */
    private static final int LONGEST = 300;

    private final Automaton automaton;
    /** Whether these are all texts, which spares the automaton. */
    private final boolean all;

    private Language(Automaton automaton, boolean all) {
        this.automaton = automaton;
        this.all = all;
    }

    /** Of an expression in RE2 syntax that must match the whole text; empty if it uses what cannot be expressed as a set, or is too large. */
    public static Optional<Language> of(String regex) {
        if (regex.equals(".*")) {
            return Optional.of(new Language(BasicAutomata.makeAnyString(), true));
        }
        if (regex.length() > LONGEST) {
            return Optional.empty();
        }
        Automaton parsed = new LanguageParser(regex).parse();
        return parsed == null ? Optional.empty() : Optional.of(new Language(parsed, false));
    }

    static Language union(List<Language> languages) {
        return new Language(
                Automaton.union(languages.stream().map(each -> each.automaton).toList()), false);
    }

    public Language and(Language other) {
        if (all || other.all) {
            return all ? other : this;
        }
        return new Language(automaton.intersection(other.automaton), false);
    }

    public boolean covers(Language other) {
        return all || other.automaton.subsetOf(automaton);
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
