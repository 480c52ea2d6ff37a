package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.testing.ConfigFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred broken documents in one folder: each fault is found once, where it was made. */
class BrokenFolderTest {
    private static final int DOCUMENTS = 500;
    private static final int PER_FILE = 25;
    private static final int LINES = 18;
    private static final String GOOD = """
            ---
            apiVersion: gateway.sluice.io/v1
            kind: ApiInstance
            metadata:
              name: shop%d
            spec:
              address: http://0.0.0.0:8081/shop%d
              services:
                cart:
                  address: http://cart:9000
                  routes:
                    - rules:
                        - path: /cart(/.*)
              policies:
                - policyRef:
                    name: rate-limiting-flex
                  config:
                    rateLimits: [{maximumRequests: 10}]
            """;

    /**
     * One way to spoil a document.
     *
     * @param lines how many lines the document has more than before
     */
    private record Fault(String from, String to, String code, int line, int column, int lines) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("kind: A", "\tkind: A", "GW1003", 3, 1, 0),
            new Fault("kind: A", "kind:A", "GW1003", 3, 5, 0),
            new Fault("metadata:", "metadata", "GW1003", 4, 1, 0),
            new Fault("  services:", "  services", "GW1003", 8, 3, 0),
            new Fault("    cart:\n", "    cart: x\n", "GW1003", 10, 7, 0),
            new Fault("  policies:", "   policies:", "GW1003", 14, 4, 0),
            new Fault("      address: http", "     address: http", "GW1003", 11, 7, 0),
            new Fault("path: /cart(/.*)", "path: \"/cart(/.*)", "GW1003", 13, 21, 0),
            new Fault("path: /cart(/.*)", "path: *.example", "GW1003", 13, 21, 0),
            new Fault("path: /cart(/.*)", "path: @cart", "GW1003", 13, 21, 0),
            new Fault("path: /cart(/.*)", "path: %cart", "GW1003", 13, 21, 0),
            new Fault("path: /cart(/.*)", "path: 'a' b", "GW1003", 13, 25, 0),
            new Fault("path: /cart(/.*)", "path: \"a\\d\"", "GW1003", 13, 23, 0),
            new Fault("path: /cart(/.*)", "path: a: b", "GW1003", 13, 22, 0),
            new Fault("path: /cart(/.*)", "path: {{ path }}", "GW1003", 13, 21, 0),
            new Fault("10}]", "10]", "GW1003", 18, 42, 0),
            new Fault("10}]", "10}", "GW1003", 18, 21, 0),
            new Fault("[{maximumRequests: 10}]", "#[{maximumRequests: 10}]", "GW1208", 18, 21, 0),
            new Fault("kind: A", "kind: ApiInstance\nkind: A", "GW1004", 4, 1, 1),
            new Fault("kind: ApiInstance", "kind: ApiInstanse", "GW1102", 3, 7, 0),
            new Fault("name: shop", "names: shop", "GW1203", 5, 3, 0),
            new Fault("maximumRequests: 10", "maximumRequests: ten", "GW1201", 18, 40, 0),
            new Fault("maximumRequests: 10", "maximumRequests: 0", "GW1204", 18, 40, 0),
            new Fault("/cart(/.*)", "/cart(/.*", "GW1206", 13, 21, 0),
            new Fault("limiting", "limitng", "GW2101", 16, 15, 0));

    @TempDir
    Path directory;

    @Test
    void reportsEachFaultOnceWhereItWasMade() {
        ConfigFolder folder = ConfigFolder.in(directory, TestPolicies.ALL);
        List<String> expected = new ArrayList<>();
        for (int file = 0; file < DOCUMENTS / PER_FILE; file++) {
            String name = "f%02d.yaml".formatted(file);
            folder.file(name, content(name, file * PER_FILE, expected));
        }

        List<String> found = folder.problems().all().stream()
                .filter(problem -> !isConsequence(problem))
                .map(problem -> problem.code() + " " + directory.relativize(Path.of(problem.file())) + ":"
                        + problem.line() + ":" + problem.column())
                .toList();

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String content(String name, int first, List<String> expected) {
        StringBuilder text = new StringBuilder();
        int line = 0;
        for (int i = first; i < first + PER_FILE; i++) {
            Fault fault = FAULTS.get(i % FAULTS.size());
            String good = GOOD.formatted(i, i);
            assertThat(good).contains(fault.from());
            int at = good.indexOf(fault.from());
            text.append(good, 0, at)
                    .append(fault.to())
                    .append(good.substring(at + fault.from().length()));
            expected.add(fault.code() + " " + name + ":" + (line + fault.line()) + ":" + fault.column());
            line += LINES + fault.lines();
        }
        return text.toString();
    }

    /** A misspelt key is missing as well. */
    private static boolean isConsequence(Problem problem) {
        return problem.code() == ProblemCode.MISSING_KEY;
    }
}
