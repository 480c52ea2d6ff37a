package io.sluice.config.report;

import io.sluice.config.Place;
import io.sluice.config.Problem;
import io.sluice.config.Problems;
import io.sluice.config.VisibleText;

/** Workflow commands: {@code ::error file=conf/orders.yaml,line=24,col=9,title=GW1203::unknown key}. */
final class GithubReport {
    private GithubReport() {}

    static String of(Problems problems) {
        StringBuilder out = new StringBuilder();
        problems.all().forEach(problem -> append(out, problem));
        return out.toString();
    }

    private static void append(StringBuilder out, Problem problem) {
        Place place = problem.place();
        out.append("::").append(command(problem.severity())).append(" file=").append(property(place.file()));
        if (place.line() > 0) {
            out.append(",line=").append(place.line()).append(",endLine=").append(place.line());
            out.append(",col=").append(place.column());
            out.append(",endColumn=").append(place.column() + place.width());
        }
        out.append(",title=").append(problem.code()).append("::");
        out.append(text(CompactReport.sentence(problem)));
        problem.notes().forEach(note -> out.append("%0A").append(text(note)));
        out.append('\n');
    }

    private static String command(Problem.Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    private static String text(String value) {
        return VisibleText.of(value).replace("%", "%25");
    }

    /** In a property, the characters that end one are escaped as well. */
    private static String property(String value) {
        return text(value).replace(":", "%3A").replace(",", "%2C");
    }
}
