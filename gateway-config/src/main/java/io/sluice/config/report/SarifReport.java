package io.sluice.config.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.config.Place;
import io.sluice.config.Problem;
import io.sluice.config.ProblemCode;
import io.sluice.config.ProblemPage;
import io.sluice.config.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** SARIF 2.1.0: the rules are the codes that occur, each with its page as help; columns are counted in code points. */
final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private SarifReport() {}

    static String of(Problems problems) {
        ObjectNode log = JsonNodeFactory.instance.objectNode();
        log.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        List<ProblemCode> codes =
                problems.all().stream().map(Problem::code).distinct().sorted().toList();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "sluice");
        ArrayNode rules = driver.putArray("rules");
        codes.forEach(code -> rule(rules.addObject(), code));
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        problems.all().forEach(problem -> result(results.addObject(), problem, codes));
        return JsonText.of(log);
    }

    private static void rule(ObjectNode rule, ProblemCode code) {
        rule.put("id", code.id()).put("name", code.name());
        rule.putObject("shortDescription").put("text", code.meaning());
        ProblemPage page = ProblemPage.of(code);
        rule.putObject("fullDescription").put("text", page.explanation());
        rule.putObject("help").put("text", page.text()).put("markdown", page.text());
        rule.putObject("defaultConfiguration").put("level", level(code.severity()));
    }

    private static void result(ObjectNode result, Problem problem, List<ProblemCode> codes) {
        result.put("ruleId", problem.code().id());
        result.put("ruleIndex", codes.indexOf(problem.code()));
        result.put("level", level(problem.severity()));
        String notes = problem.notes().isEmpty() ? "" : "\n" + String.join("\n", problem.notes());
        result.putObject("message").put("text", CompactReport.sentence(problem) + notes);
        ObjectNode location = result.putArray("locations").addObject();
        physical(location, problem.place());
        if (!problem.path().isEmpty()) {
            location.putArray("logicalLocations")
                    .addObject()
                    .put("fullyQualifiedName", qualified(problem))
                    .put("kind", "member");
        }
        if (problem.second() != null) {
            ObjectNode related = result.putArray("relatedLocations").addObject().put("id", 1);
            physical(related, problem.second());
            related.putObject("message").put("text", "first defined here");
        }
    }

    private static String qualified(Problem problem) {
        return problem.resource() == null ? problem.path() : problem.resource() + ": " + problem.path();
    }

    private static void physical(ObjectNode location, Place place) {
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(place.file()));
        if (place.line() > 0) {
            physical.putObject("region")
                    .put("startLine", place.line())
                    .put("startColumn", place.column())
                    .put("endLine", place.line())
                    .put("endColumn", place.column() + place.width());
        }
    }

    /** A relative reference for a relative path, so that it is found in the repository that is scanned. */
    private static String uri(String file) {
        try {
            String path = Path.of(file).normalize().toString();
            String scheme = Path.of(file).isAbsolute() ? "file" : null;
            // a colon in the first segment would make it a scheme
            String safe = scheme == null && path.contains(":") ? "./" + path : path;
            return new URI(scheme, scheme == null ? null : "", safe, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a URI quotes whatever a path may contain", e);
        }
    }

    private static String level(Problem.Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }
}
