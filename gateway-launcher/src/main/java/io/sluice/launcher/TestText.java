package io.sluice.launcher;

import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Test results for people: what failed is followed by its explanation. */
final class TestText {
    private TestText() {}

    static String of(List<TestResult> results, Ansi ansi) {
        StringBuilder out = new StringBuilder();
        results.forEach(result -> append(out, result, ansi));
        long failed = TestFormat.failed(results);
        return out.append(results.size() - failed)
                .append(" passed, ")
                .append(failed)
                .append(" failed\n")
                .toString();
    }

    private static void append(StringBuilder out, TestResult result, Ansi ansi) {
        Tree tree = new Tree(ansi);
        tree.line(
                0,
                Tree.mark(result.passed()),
                result.test().name() + "  " + result.test().place());
        result.failures().forEach(failure -> tree.line(1, Tree.Mark.NO, failure));
        out.append(tree);
        if (!result.passed() && result.explanation() != null) {
            out.append(ExplainTree.of(result.explanation(), ansi).indent(4));
        }
    }
}
