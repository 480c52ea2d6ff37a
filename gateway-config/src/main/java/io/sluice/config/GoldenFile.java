package io.sluice.config;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Matches;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Range;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads files that say what must become of which request. */
public final class GoldenFile {
    /** What came of reading a file. */
    public sealed interface Result {}

    public record Accepted(List<Golden> tests) implements Result {
        public Accepted {
            tests = List.copyOf(tests);
        }
    }

    public record Rejected(Problems problems) implements Result {}

    /**
     * One expectation about one request.
     *
     * @param place where its name is written
     */
    public record Golden(String name, Place place, Request request, Expectation expect) {}

    /** What a client sends. */
    public record Request(
            @Doc("The method.") @Default("GET") String method,

            @Doc("The URL, or only path and query if there is one listener.") @NotEmpty
            String url,

            @Doc("Header fields by name.") Map<String, String> headers,

            @Doc("The body.") @Default("") String body,

            @Doc("IP address of the client.") @Default("127.0.0.1") @Matches("[0-9A-Fa-f.:]+")
            String client) {}

    /** What must be so; what is absent is not asked. {@code none} stands for an API, a route, a policy or an upstream that is not there. */
    public record Expectation(
            @Doc("Name of the API, with its namespace unless that is default.")
            Optional<String> api,

            @Doc("Name of the route.") Optional<String> route,

            @Doc("Status of the answer; the upstream is imagined to answer 200.")
            @Default("0")
            @Range(min = 0, max = 599)
            int status,

            @Doc("Stable name of the error in the answer.") Optional<String> code,

            @Doc("Name of the policy binding that answers.") Optional<String> stoppedBy,

            @Doc("URL of the forwarded request; one of them if the route has several destinations.")
            Optional<String> upstream,

            @Doc("Header fields that the upstream must get.")
            Map<String, String> requestHeaders,

            @Doc("Header fields that the upstream must not get.")
            List<String> absentRequestHeaders,

            @Doc("Header fields that policies and the gateway must put into the answer.")
            Map<String, String> headers,

            @Doc("Every policy binding that runs, in order; those whose rules do not match are left out.")
            Optional<List<String>> policies) {}

    record Document(@NotEmpty List<Written> tests) {}

    record Written(@NotEmpty Node.Scalar name, Request request, Expectation expect) {
        Golden golden() {
            return new Golden(name.text(), name.at().place(), request, expect);
        }
    }

    private GoldenFile() {}

    /** All tests of {@code file}, or everything that is wrong with it. */
    public static Result read(Path file) {
        Findings findings = new Findings();
        ConfigFiles files = ConfigDirectory.read(file, findings);
        RecordBinder binder = new RecordBinder(findings);
        List<Golden> tests = new ArrayList<>();
        for (ConfigFile each : files.manifests()) {
            for (Node document : YamlReader.read(each.shown(), each.bytes(), findings)) {
                Document bound = binder.bind(Document.class, document);
                if (bound != null) {
                    bound.tests().forEach(test -> tests.add(test.golden()));
                }
            }
        }
        return findings.hasErrors() ? new Rejected(findings.problems(files.all().size())) : new Accepted(tests);
    }
}
