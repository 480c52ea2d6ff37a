package io.sluice.config.report;

import io.sluice.config.Problem;
import io.sluice.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A suite per file with a failed test per error; warnings and notes are output of their suite. */
final class JunitReport {
    private JunitReport() {}

    static String of(Problems problems) {
        Map<String, List<Problem>> byFile = new TreeMap<>();
        problems.all()
                .forEach(p -> byFile.computeIfAbsent(p.file(), key -> new ArrayList<>())
                        .add(p));
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        int tests = byFile.values().stream().mapToInt(JunitReport::tests).sum();
        out.append("<testsuites name=\"gateway validate\" tests=\"").append(Math.max(1, tests));
        out.append("\" failures=\"").append(problems.errors()).append("\">\n");
        byFile.forEach((file, found) -> appendSuite(out, file, found));
        if (tests == 0) {
            out.append("  <testsuite name=\"configuration\" tests=\"1\" failures=\"0\">\n");
            out.append("    <testcase classname=\"configuration\" name=\"valid\"/>\n  </testsuite>\n");
        }
        return out.append("</testsuites>\n").toString();
    }

    /** A file without errors is a test that has passed. */
    private static int tests(List<Problem> found) {
        return Math.max(1, errors(found).size());
    }

    private static List<Problem> errors(List<Problem> found) {
        return found.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList();
    }

    private static void appendSuite(StringBuilder out, String file, List<Problem> found) {
        List<Problem> errors = errors(found);
        out.append("  <testsuite name=\"").append(XmlText.of(file));
        out.append("\" tests=\"").append(tests(found));
        out.append("\" failures=\"").append(errors.size()).append("\">\n");
        errors.forEach(problem -> appendFailure(out, problem));
        if (errors.isEmpty()) {
            out.append("    <testcase classname=\"").append(XmlText.of(file)).append("\" name=\"valid\"/>\n");
        }
        appendOutput(out, found);
        out.append("  </testsuite>\n");
    }

    private static void appendFailure(StringBuilder out, Problem problem) {
        out.append("    <testcase classname=\"").append(XmlText.of(problem.file()));
        out.append("\" name=\"").append(problem.code()).append(" at ").append(spot(problem));
        out.append("\">\n      <failure type=\"").append(problem.code());
        out.append("\" message=\"").append(XmlText.of(problem.message())).append("\">");
        out.append(XmlText.of(problem.place() + ": " + CompactReport.sentence(problem)));
        problem.notes().forEach(note -> out.append('\n').append(XmlText.of(note)));
        out.append("</failure>\n    </testcase>\n");
    }

    private static String spot(Problem problem) {
        return problem.line() == 0 ? "the file" : problem.line() + ":" + problem.column();
    }

    private static void appendOutput(StringBuilder out, List<Problem> found) {
        List<Problem> rest = found.stream()
                .filter(problem -> problem.severity() != Problem.Severity.ERROR)
                .toList();
        if (!rest.isEmpty()) {
            out.append("    <system-out>");
            rest.forEach(p -> out.append(XmlText.of(p.place() + ": " + p.code() + ": " + CompactReport.sentence(p)))
                    .append('\n'));
            out.append("</system-out>\n");
        }
    }
}
