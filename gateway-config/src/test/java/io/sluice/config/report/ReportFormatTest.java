package io.sluice.config.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.config.Place;
import io.sluice.config.Problem;
import io.sluice.config.ProblemCode;
import io.sluice.config.ProblemPage;
import io.sluice.config.Problems;
import io.sluice.config.Resource;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ReportFormatTest {
    private static final Place FIRST = new Place("conf/a b.yaml", 3, 9, "", 4);
    private static final Problem UNKNOWN = new Problem(
            ProblemCode.UNKNOWN_KEY,
            Problem.Severity.ERROR,
            "unknown key `adress`, 100%",
            new Place("conf/orders.yaml", 24, 9, "        adress: http://x", 6),
            "spec.adress",
            List.of("address"),
            List.of("allowed here: address"),
            null,
            new Resource("ApiInstance", "shop", "orders"));
    private static final Problem TWICE = new Problem(
            ProblemCode.DUPLICATE_NAME,
            Problem.Severity.ERROR,
            "defined twice",
            new Place("conf/b:c,d.yaml", 4, 9, "", 4),
            "",
            List.of(),
            List.of(),
            FIRST,
            null);
    private static final Problem NOTE = new Problem(
            ProblemCode.FOREIGN_DOCUMENT,
            Problem.Severity.INFO,
            "passed over",
            Place.of("conf/c.yaml"),
            "",
            List.of(),
            List.of(),
            null,
            null);
    private static final Problem EVIL = new Problem(
            ProblemCode.SYNTAX,
            Problem.Severity.WARNING,
            "bad \u001b[31m\n::error::x\r<&\"'\u2028\uFFFE",
            new Place("conf/\u001b]0;x\u0007\n::error::.yaml", 1, 1, "\u001b", 1),
            "a\nb",
            List.of("\u009b"),
            List.of("\u0000"),
            null,
            null);
    private static final Problems ALL = Problems.of(List.of(UNKNOWN, TWICE, NOTE), 3);
    private static final Problems NONE = Problems.of(List.of(), 2);

    @Test
    void printsOneLineEach() {
        assertThat(ReportFormat.COMPACT.of(ALL)).isEqualTo("""
                conf/b:c,d.yaml:4:9: error GW2001: defined twice
                conf/c.yaml: info GW6001: passed over
                conf/orders.yaml:24:9: error GW1203: unknown key `adress`, 100% (did you mean `address`?)
                """);
    }

    @Test
    void writesWorkflowCommandsWithTheirEscapes() {
        assertThat(ReportFormat.GITHUB.of(ALL).lines())
                .containsExactly(
                        "::error file=conf/b%3Ac%2Cd.yaml,line=4,endLine=4,col=9,endColumn=13,title=GW2001::defined twice",
                        "::notice file=conf/c.yaml,title=GW6001::passed over",
                        "::error file=conf/orders.yaml,line=24,endLine=24,col=9,endColumn=15,title=GW1203::"
                                + "unknown key `adress`, 100%25 (did you mean `address`?)%0Aallowed here: address");
    }

    @Test
    void writesEverythingThatIsKnownAsJson() throws JsonProcessingException {
        JsonNode report = json(ReportFormat.JSON.of(ALL));

        assertThat(report.get("schemaVersion").intValue()).isEqualTo(1);
        assertThat(report.get("summary")).hasToString("{\"errors\":2,\"warnings\":0,\"notes\":1,\"files\":3}");
        assertThat(report.get("findings")).hasSize(3);
        assertThat(report.get("findings").get(2)).isEqualTo(json("""
                {"code": "GW1203", "severity": "error", "message": "unknown key `adress`, 100%",
                 "file": "conf/orders.yaml", "line": 24, "column": 9, "endLine": 24, "endColumn": 15, "path": "spec.adress",
                 "resource": {"kind": "ApiInstance", "namespace": "shop", "name": "orders"},
                 "suggestions": ["address"], "notes": ["allowed here: address"], "docs": "docs/problems/GW1203.md"}"""));
        assertThat(report.at("/findings/0/related"))
                .isEqualTo(json("{\"file\": \"conf/a b.yaml\", \"line\": 3, \"column\": 9}"));
        assertThat(report.at("/findings/1/line").intValue()).isZero();
        assertThat(report.at("/findings/1/severity").asText()).isEqualTo("info");
    }

    @Test
    void writesSarifWithRulesRegionsAndRelatedPlaces() throws JsonProcessingException {
        JsonNode log = json(ReportFormat.SARIF.of(ALL));
        JsonNode run = log.at("/runs/0");
        JsonNode results = run.get("results");

        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        assertThat(run.at("/tool/driver/rules").findValuesAsText("id")).containsExactly("GW1203", "GW2001", "GW6001");
        assertThat(run.at("/tool/driver/rules/0/help/markdown").asText())
                .isEqualTo(ProblemPage.of(ProblemCode.UNKNOWN_KEY).text());
        assertThat(results.findValuesAsText("level")).containsExactly("error", "note", "error");
        for (JsonNode result : results) {
            int index = result.get("ruleIndex").intValue();
            assertThat(run.at("/tool/driver/rules/" + index + "/id")).isEqualTo(result.get("ruleId"));
        }
        assertThat(results.at("/2/locations/0/physicalLocation")).isEqualTo(json("""
                {"artifactLocation": {"uri": "conf/orders.yaml"},
                 "region": {"startLine": 24, "startColumn": 9, "endLine": 24, "endColumn": 15}}"""));
        assertThat(results.at("/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("./conf/b:c,d.yaml");
        assertThat(results.at("/0/relatedLocations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("conf/a%20b.yaml");
        assertThat(results.at("/1/locations/0/physicalLocation").has("region")).isFalse();
    }

    @Test
    void writesAFailedTestPerError() throws Exception {
        Document report = xml(ReportFormat.JUNIT.of(ALL));
        Element root = report.getDocumentElement();

        assertThat(root.getAttribute("failures")).isEqualTo("2");
        assertThat(root.getAttribute("tests")).isEqualTo("3");
        assertThat(texts(report, "testsuite", "name"))
                .containsExactly("conf/b:c,d.yaml", "conf/c.yaml", "conf/orders.yaml");
        assertThat(texts(report, "testcase", "name")).containsExactly("GW2001 at 4:9", "valid", "GW1203 at 24:9");
        assertThat(texts(report, "failure", "message")).containsExactly("defined twice", "unknown key `adress`, 100%");
        assertThat(report.getElementsByTagName("system-out").item(0).getTextContent())
                .contains("passed over");
    }

    @Test
    void saysThatNothingIsWrong() throws Exception {
        assertThat(ReportFormat.COMPACT.of(NONE)).isEmpty();
        assertThat(ReportFormat.GITHUB.of(NONE)).isEmpty();
        assertThat(json(ReportFormat.JSON.of(NONE)).get("findings")).isEmpty();
        assertThat(json(ReportFormat.SARIF.of(NONE)).at("/runs/0/results").isArray())
                .isTrue();
        assertThat(texts(xml(ReportFormat.JUNIT.of(NONE)), "testcase", "name")).containsExactly("valid");
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void letsNoFileSpeakToATerminalOrABuildServer(ReportFormat format) {
        String report = format.of(Problems.of(List.of(EVIL), 1));

        assertThat(report).doesNotContain("\u001b", "\u0007", "\u009b", "\r", "\u2028", "\u0000");
        assertThat(report.lines()).noneMatch(line -> line.startsWith("::error::"));
    }

    @Test
    void keepsXmlWellFormedWhateverAMessageHolds() throws Exception {
        assertThat(texts(xml(ReportFormat.JUNIT.of(Problems.of(List.of(EVIL), 1))), "testsuite", "failures"))
                .containsExactly("0");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new JsonMapper().readTree(text);
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static List<String> texts(Document report, String element, String attribute) {
        var found = report.getElementsByTagName(element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> ((Element) found.item(i)).getAttribute(attribute))
                .toList();
    }
}
