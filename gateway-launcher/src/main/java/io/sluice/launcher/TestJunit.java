package io.sluice.launcher;

import io.sluice.config.report.XmlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Test results for build servers: a suite per file. */
final class TestJunit {
    private TestJunit() {}

    static String of(List<TestResult> results) {
        Map<String, List<TestResult>> byFile = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.test().place().file(), LinkedHashMap::new, Collectors.toList()));
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuites name=\"gateway test\"").append(counts(results)).append(">\n");
        byFile.forEach((file, suite) -> appendSuite(out, file, suite));
        return out.append("</testsuites>\n").toString();
    }

    private static void appendSuite(StringBuilder out, String file, List<TestResult> results) {
        out.append("  <testsuite name=\"").append(XmlText.of(file)).append('"');
        out.append(counts(results)).append(">\n");
        results.forEach(result -> appendCase(out, file, result));
        out.append("  </testsuite>\n");
    }

    private static void appendCase(StringBuilder out, String file, TestResult result) {
        out.append("    <testcase classname=\"").append(XmlText.of(file));
        out.append("\" name=\"").append(XmlText.of(result.test().name()));
        out.append("\" file=\"").append(XmlText.of(file));
        out.append("\" line=\"").append(result.test().place().line());
        if (result.passed()) {
            out.append("\"/>\n");
            return;
        }
        out.append("\">\n      <failure message=\"");
        out.append(XmlText.of(String.join("; ", result.failures()))).append("\">");
        if (result.explanation() != null) {
            ExplainTree.of(result.explanation(), Ansi.OFF)
                    .lines()
                    .forEach(line -> out.append(XmlText.of(line)).append('\n'));
        }
        out.append("</failure>\n    </testcase>\n");
    }

    private static String counts(List<TestResult> results) {
        return " tests=\"" + results.size() + "\" failures=\"" + TestFormat.failed(results) + '"';
    }
}
