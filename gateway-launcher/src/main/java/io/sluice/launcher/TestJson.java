package io.sluice.launcher;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Test results for programs. */
final class TestJson {
    private TestJson() {}

    static String of(List<TestResult> results) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("schemaVersion", 1)
                .field("passed", results.size() - TestFormat.failed(results))
                .field("failed", TestFormat.failed(results))
                .beginArray("tests");
        results.forEach(result -> append(json, result));
        return new String(json.endArray().endObject().newLine().toByteArray(), StandardCharsets.UTF_8);
    }

    private static void append(JsonWriter json, TestResult result) {
        json.beginObject()
                .field("name", result.test().name())
                .field("file", result.test().place().file())
                .field("line", result.test().place().line())
                .field("column", result.test().place().column())
                .field("passed", result.passed())
                .field("fault", result.fault())
                .beginArray("mismatches");
        result.mismatches()
                .forEach(mismatch -> json.beginObject()
                        .field("subject", mismatch.subject())
                        .field("expected", mismatch.expected())
                        .field("actual", mismatch.actual())
                        .endObject());
        json.endArray().endObject();
    }
}
