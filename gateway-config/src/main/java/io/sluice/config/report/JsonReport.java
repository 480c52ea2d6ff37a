package io.sluice.config.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.config.Place;
import io.sluice.config.Problem;
import io.sluice.config.Problems;
import io.sluice.config.Resource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All findings as one document; fields are only ever added while {@code schemaVersion} is 1. */
public final class JsonReport {
    private static final int SCHEMA_VERSION = 1;

    private JsonReport() {}

    static String of(Problems problems) {
        return JsonText.of(tree(problems));
    }

    /** {@code schemaVersion}, {@code summary} and {@code findings}. */
    private static ObjectNode tree(Problems problems) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("schemaVersion", SCHEMA_VERSION);
        report.putObject("summary")
                .put("errors", problems.errors())
                .put("warnings", problems.warnings())
                .put("notes", problems.notes())
                .put("files", problems.files());
        ArrayNode findings = report.putArray("findings");
        problems.all().forEach(problem -> findings.add(finding(problem)));
        return report;
    }

    /** One of the {@code findings}. */
    public static ObjectNode finding(Problem problem) {
        ObjectNode finding = JsonNodeFactory.instance.objectNode();
        finding.put("code", problem.code().id());
        finding.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        finding.put("message", problem.message());
        place(finding, problem.place());
        finding.put("endLine", problem.line());
        finding.put(
                "endColumn",
                problem.line() == 0 ? 0 : problem.column() + problem.place().width());
        finding.put("path", problem.path());
        resource(finding, problem.resource());
        texts(finding.putArray("suggestions"), problem.suggestions());
        texts(finding.putArray("notes"), problem.notes());
        if (problem.second() != null) {
            place(finding.putObject("related"), problem.second());
        }
        finding.put("docs", problem.code().docs());
        return finding;
    }

    private static void place(ObjectNode into, Place place) {
        into.put("file", place.file()).put("line", place.line()).put("column", place.column());
    }

    private static void resource(ObjectNode finding, @Nullable Resource resource) {
        if (resource != null) {
            finding.putObject("resource")
                    .put("kind", resource.kind())
                    .put("namespace", resource.namespace())
                    .put("name", resource.name());
        }
    }

    private static void texts(ArrayNode into, List<String> texts) {
        texts.forEach(into::add);
    }
}
