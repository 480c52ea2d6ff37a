package io.sluice.config.report;

import io.sluice.config.Problem;
import io.sluice.config.Problems;
import io.sluice.config.VisibleText;
import java.util.Locale;

/** {@code conf/orders.yaml:24:9: error GW1203: unknown key `maximumRequest`}. */
final class CompactReport {
    private CompactReport() {}

    static String of(Problems problems) {
        StringBuilder out = new StringBuilder();
        problems.all().forEach(problem -> out.append(line(problem)).append('\n'));
        return out.toString();
    }

    private static String line(Problem problem) {
        String severity = problem.severity().name().toLowerCase(Locale.ROOT);
        return VisibleText.of(problem.place() + ": " + severity + ' ' + problem.code() + ": " + sentence(problem));
    }

    /** The message with what was probably meant. */
    static String sentence(Problem problem) {
        return problem.suggestions().isEmpty()
                ? problem.message()
                : problem.message() + " (did you mean `" + String.join("` or `", problem.suggestions()) + "`?)";
    }
}
