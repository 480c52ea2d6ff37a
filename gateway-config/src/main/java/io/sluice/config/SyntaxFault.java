package io.sluice.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What a parser's complaint means for whoever wrote the file: where the fault was made rather than where it was noticed, and what to do.
 *
 * @param line in the document, from 1
 * @param column from 1
 */
record SyntaxFault(int line, int column, String message) {
    private static final Pattern GLUED = Pattern.compile("^\\s*(?:- )?[\\w.\"'-]+(:)[^\\s:/].*");
    private static final Pattern CONFLICT = Pattern.compile("^(<{7}|={7}|>{7})(\\s.*)?$");
    private static final Pattern VALUE = Pattern.compile(":\\s+\\S");
    private static final String EXPRESSION = "#[";

    /** @param bracket the innermost bracket that is open where the parser gave up */
    static SyntaxFault of(MarkedYAMLException e, Source document, @Nullable Mark bracket) {
        return new Reading(e, document, bracket).fault();
    }

    private static SyntaxFault at(Mark mark, String message) {
        return new SyntaxFault(mark.getLine() + 1, mark.getColumn() + 1, message);
    }

    /** One complaint, looked at from all sides; the first explanation that fits wins. */
    private record Reading(
            MarkedYAMLException e,
            Source document,
            @Nullable Mark bracket) {
        SyntaxFault fault() {
            String problem = String.valueOf(e.getProblem());
            String context = String.valueOf(e.getContext());
            Mark noticed = e.getProblemMark();
            Mark begun = e.getContextMark() == null ? noticed : e.getContextMark();
            if (noticed == null || begun == null) {
                return new SyntaxFault(1, 1, "this is not valid YAML: " + problem);
            }
            SyntaxFault fault = leftover(noticed.getLine() + 1);
            if (fault == null) {
                fault = unquotedExpression(noticed);
            }
            if (fault == null) {
                fault = byProblem(problem, noticed, begun);
            }
            if (fault == null) {
                fault = byContext(context, begun);
            }
            return fault == null ? at(noticed, "this is not valid YAML: " + problem.replace('\t', ' ')) : fault;
        }

        private @Nullable SyntaxFault byProblem(String problem, Mark noticed, Mark begun) {
            if (problem.startsWith("found character '")) {
                return at(noticed, character(problem.charAt("found character '".length())));
            }
            if (problem.startsWith("mapping values are not allowed")) {
                return colon(noticed);
            }
            if (problem.startsWith("could not find expected ':'")) {
                return keyWithoutColon(begun.getLine() + 1, begun.getColumn() + 1);
            }
            if (problem.startsWith("found undefined alias")) {
                return at(noticed, "there is no such anchor; text that begins with `*` must stand in quotes");
            }
            if (problem.startsWith("found unexpected end of stream")) {
                return at(begun, "this quote is not closed");
            }
            if (problem.startsWith("found unknown escape character")) {
                String message = "in double quotes a backslash must be written twice; or use single quotes";
                return new SyntaxFault(noticed.getLine() + 1, noticed.getColumn(), message);
            }
            if (problem.startsWith("expected ',' or")) {
                return bracket(problem, noticed, begun);
            }
            if (problem.startsWith("expected <block end>, but found")) {
                return at(noticed, misplaced(problem));
            }
            return rarer(problem, noticed);
        }

        private @Nullable SyntaxFault rarer(String problem, Mark noticed) {
            if (problem.startsWith("expected the node content")) {
                return bracket != null && problem.contains("<stream end>")
                        ? at(bracket, "this bracket is not closed")
                        : at(noticed, "a value must not begin like this; put it into quotes");
            }
            if (problem.startsWith("sequence entries are not allowed")) {
                return at(noticed, "a list must begin on a line of its own");
            }
            if (problem.startsWith("mapping keys are not allowed")) {
                return at(noticed, "text that begins with `?` must stand in quotes");
            }
            if (problem.startsWith("expected '<document start>'")) {
                return at(noticed, "text must not follow the end of a document; begin another one with ---");
            }
            if (problem.startsWith("found incompatible YAML document")) {
                return at(noticed, "the version of YAML must be 1.1 or 1.2");
            }
            if (problem.startsWith("expected chomping or indentation")) {
                return at(noticed, "text must not stand in the same line as `|` or `>` but in the lines below");
            }
            return null;
        }

        private static @Nullable SyntaxFault byContext(String context, Mark begun) {
            if (context.startsWith("while scanning an alias")) {
                return at(begun, "text that begins with `*` must stand in quotes");
            }
            if (context.startsWith("while scanning an anchor")) {
                return at(begun, "text that begins with `&` must stand in quotes");
            }
            return null;
        }

        /** The parser writes a tab as an escape. */
        private static String character(char found) {
            return found == '\t' || found == '\\'
                    ? "a tab must not indent; use spaces"
                    : "text that begins with `" + found + "` must stand in quotes";
        }

        /** A colon where no key can be: in a value, behind a line without colon, or in a line that is indented too deep. */
        private SyntaxFault colon(Mark noticed) {
            int line = noticed.getLine() + 1;
            String text = document.line(line);
            String before = text.substring(0, text.offsetByCodePoints(0, noticed.getColumn()));
            if (VALUE.matcher(before).find()) {
                return at(noticed, "a value that holds a colon and a space must stand in quotes");
            }
            int above = above(line);
            String previous = document.line(above);
            if (VALUE.matcher(previous).find()) {
                String message = "this line is indented deeper than the one above, which already has a value";
                return new SyntaxFault(line, indent(text) + 1, message);
            }
            return above == 0
                    ? at(noticed, "a colon is not allowed here")
                    : keyWithoutColon(above, indent(previous) + 1);
        }

        private SyntaxFault keyWithoutColon(int line, int column) {
            Matcher glued = GLUED.matcher(document.line(line));
            return glued.matches()
                    ? new SyntaxFault(line, glued.start(1) + 1, "a colon must be followed by a space")
                    : new SyntaxFault(line, column, "a key must be followed by a colon and a space");
        }

        private static SyntaxFault bracket(String problem, Mark noticed, Mark begun) {
            boolean sameLine = noticed.getLine() == begun.getLine() && !problem.endsWith("<stream end>");
            return sameLine
                    ? at(
                            noticed,
                            "a comma or the closing bracket must stand here; put text with such signs into quotes")
                    : at(begun, "this bracket is not closed");
        }

        private static String misplaced(String problem) {
            if (problem.endsWith("'<scalar>'") || problem.endsWith("':'")) {
                return "text must not follow a closing quote or bracket; put the whole value into quotes";
            }
            if (problem.endsWith("'-'") || problem.endsWith("'<block sequence start>'")) {
                return "an entry of a list must not stand among the keys of a mapping; check the indentation";
            }
            return problem.endsWith("'?'")
                    ? "a key must not stand among the entries of a list; check the indentation"
                    : "this line does not line up with those above; check the indentation";
        }

        /** An expression without quotes is a comment, and takes the closing bracket with it. */
        private @Nullable SyntaxFault unquotedExpression(Mark noticed) {
            if (bracket == null) {
                return null;
            }
            for (int line = bracket.getLine() + 1; line <= noticed.getLine() + 1; line++) {
                String text = document.line(line);
                int found = text.indexOf(EXPRESSION, line == bracket.getLine() + 1 ? bracket.getColumn() : 0);
                if (found > 0 && " [{".indexOf(text.charAt(found - 1)) >= 0) {
                    String message = "an expression must stand in quotes; without them `#` begins a comment";
                    return new SyntaxFault(line, text.codePointCount(0, found) + 1, message);
                }
            }
            return null;
        }

        /** The marks that a merge leaves where it could not decide. */
        private @Nullable SyntaxFault leftover(int line) {
            for (int each = line; each >= 1 && each >= line - 1; each--) {
                if (CONFLICT.matcher(document.line(each)).matches()) {
                    return new SyntaxFault(each, 1, "this line is left over from a merge; decide which side is right");
                }
            }
            return null;
        }

        private int above(int line) {
            int above = line - 1;
            while (above > 0 && document.line(above).isBlank()) {
                above--;
            }
            return above;
        }

        private static int indent(String text) {
            return text.length() - text.stripLeading().length();
        }
    }
}
