package io.sluice.config;

import java.util.regex.Pattern;

/** What the line of a problem gives away: a secret that must not be printed, or the reason for the problem. */
final class Excerpts {
    /** Known before anybody knows what the keys of a broken or misspelt document mean; references are no secrets. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(pass(word|wd|phrase)?|secret|token|credentials?|(private|api|access|shared)[_.-]?key)[\"']?\\s*[:=]\\s*[\"']?[^\\s\"'$#]"
                    + "|://[^/\\s:@]*:[^/\\s@$]+@|^\\s*[A-Za-z0-9+/]{40,}={0,2}\\s*$|PRIVATE KEY");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{.*|\\{%.*|<%.*|(?<!\\?P|\\?)<[A-Za-z][A-Za-z0-9 _.-]*>|\\$\\{\\{.*|@[A-Z_]{3,}@");

    private static final String RENDER = "this looks like a template placeholder; render the template first";

    private Excerpts() {}

    static Problem checked(Problem problem) {
        String line = problem.place().text();
        if (line.isEmpty()) {
            return problem;
        }
        Problem told = !problem.message().contains("placeholder") && isPlaceholder(problem, line)
                ? problem.noting(RENDER)
                : problem;
        return SECRET.matcher(line).find() ? told.concealed() : told;
    }

    private static boolean isPlaceholder(Problem problem, String line) {
        return problem.severity() == Problem.Severity.ERROR
                && PLACEHOLDER.matcher(line).find();
    }
}
