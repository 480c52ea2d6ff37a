package io.sluice.config;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RE2 syntax, as far as it describes a set of texts → an automaton. Laziness and capturing change nothing about the set and are passed over. */
final class LanguageParser {
    /** Repetitions beyond this make automata too large. */
    private static final int MOST_REPETITIONS = 100;

    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ";

    /** Thrown, and caught here, for a construct that is left to the engine. */
    private static final class Unsupported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsupported() {
            super(null, null, false, false);
        }
    }

    private final String regex;
    private int next;

    LanguageParser(String regex) {
        this.regex = regex;
    }

    /** Null for a construct that is no set of texts, such as a word boundary. */
    @Nullable
    Automaton parse() {
        try {
            Automaton whole = alternatives();
            if (next < regex.length()) {
                return null;
            }
            whole.determinize();
            return whole;
        } catch (Unsupported e) {
            return null;
        }
    }

    private Automaton alternatives() {
        List<Automaton> branches = new ArrayList<>();
        branches.add(sequence());
        while (skip('|')) {
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : Automaton.union(branches);
    }

    private Automaton sequence() {
        List<Automaton> parts = new ArrayList<>();
        skip('^');
        while (next < regex.length() && peek() != '|' && peek() != ')') {
            if (peek() == '$' && endsHere(next + 1)) {
                next++;
            } else {
                parts.add(repeated(atom()));
            }
        }
        return parts.isEmpty() ? BasicAutomata.makeEmptyString() : Automaton.concatenate(parts);
    }

    private boolean endsHere(int index) {
        return index == regex.length() || regex.charAt(index) == '|' || regex.charAt(index) == ')';
    }

    private Automaton repeated(Automaton atom) {
        if (next == regex.length()) {
            return atom;
        }
        Automaton repeated = switch (peek()) {
            case '*' -> atom.repeat();
            case '+' -> atom.repeat(1);
            case '?' -> atom.optional();
            case '{' -> null;
            default -> atom;
        };
        if (repeated == atom) {
            return atom;
        }
        next++;
        Automaton result = repeated == null ? counted(atom) : repeated;
        skip('?');
        return result;
    }

    private Automaton counted(Automaton atom) {
        int least = number();
        boolean open = skip(',');
        boolean bounded = next < regex.length() && Character.isDigit(peek());
        int most = !open ? least : bounded ? number() : -1;
        if (!skip('}') || least > MOST_REPETITIONS || most > MOST_REPETITIONS) {
            throw new Unsupported();
        }
        return most < 0 ? atom.repeat(least) : atom.repeat(least, most);
    }

    private int number() {
        int value = -1;
        while (next < regex.length() && Character.isDigit(peek()) && value <= MOST_REPETITIONS) {
            value = Math.max(0, value) * 10 + (take() - '0');
        }
        if (value < 0) {
            throw new Unsupported();
        }
        return value;
    }

    private Automaton atom() {
        char c = take();
        return switch (c) {
            case '(' -> group();
            case '[' -> new CharacterClass().parse();
            case '.' -> BasicAutomata.makeAnyChar();
            case '\\' -> escape();
            case '^', '$', '*', '+', '?' -> throw new Unsupported();
            default -> BasicAutomata.makeChar(c);
        };
    }

    private Automaton group() {
        if (skip('?')) {
            int name = regex.startsWith("P<", next) || regex.startsWith("<", next) ? regex.indexOf('>', next) : -1;
            if (name < 0 && !regex.startsWith(":", next)) {
                throw new Unsupported();
            }
            next = name < 0 ? next + 1 : name + 1;
        }
        Automaton inner = alternatives();
        if (!skip(')')) {
            throw new Unsupported();
        }
        return inner;
    }

    private Automaton escape() {
        char c = take();
        Automaton named = named(c);
        return named == null ? BasicAutomata.makeChar(plain(c)) : named;
    }

    /** A class that has a letter of its own; null if {@code c} names none. */
    private static @Nullable Automaton named(char c) {
        return switch (c) {
            case 'd' -> BasicAutomata.makeCharRange('0', '9');
            case 'w' -> word();
            case 's' -> BasicAutomata.makeCharSet("\t\n\f\r ");
            case 'D' -> others(BasicAutomata.makeCharRange('0', '9'));
            case 'W' -> others(word());
            case 'S' -> others(BasicAutomata.makeCharSet("\t\n\f\r "));
            default -> null;
        };
    }

    private static Automaton word() {
        return Automaton.union(List.of(
                BasicAutomata.makeCharRange('0', '9'),
                BasicAutomata.makeCharRange('A', 'Z'),
                BasicAutomata.makeCharRange('a', 'z'),
                BasicAutomata.makeChar('_')));
    }

    private static Automaton others(Automaton characters) {
        return BasicAutomata.makeAnyChar().minus(characters);
    }

    private static char plain(char c) {
        if (PUNCTUATION.indexOf(c) >= 0) {
            return c;
        }
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            default -> throw new Unsupported();
        };
    }

    private char peek() {
        return regex.charAt(next);
    }

    private char take() {
        if (next == regex.length()) {
            throw new Unsupported();
        }
        return regex.charAt(next++);
    }

    private boolean skip(char c) {
        boolean there = next < regex.length() && peek() == c;
        next += there ? 1 : 0;
        return there;
    }

    /** What stands in brackets. */
    private final class CharacterClass {
        private final List<Automaton> members = new ArrayList<>();

        Automaton parse() {
            boolean negated = skip('^');
            do {
                member();
            } while (!skip(']'));
            Automaton all = Automaton.union(members);
            return negated ? others(all) : all;
        }

        private void member() {
            char first = take();
            if (first == '[' && next < regex.length() && peek() == ':') {
                throw new Unsupported();
            }
            if (first == '\\') {
                char escaped = take();
                Automaton named = named(escaped);
                if (named != null) {
                    members.add(named);
                    return;
                }
                first = plain(escaped);
            }
            boolean range = next + 1 < regex.length() && peek() == '-' && regex.charAt(next + 1) != ']';
            if (!range) {
                members.add(BasicAutomata.makeChar(first));
                return;
            }
            next++;
            char last = take();
            members.add(BasicAutomata.makeCharRange(first, last == '\\' ? plain(take()) : last));
        }
    }
}
