package io.sluice.config.diff;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.config.Place;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison for programs. */
public final class DiffJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DiffJson() {}

    /** Several lines, without an end of line behind the last. */
    public static String of(ConfigDiff diff) {
        ObjectNode root = JSON.createObjectNode().put("schemaVersion", 1);
        ArrayNode risks = root.putArray("risks");
        diff.risks().forEach(risk -> write(risk, risks.addObject()));
        ArrayNode changes = root.putArray("changes");
        diff.changes().forEach(change -> write(change, changes.addObject()));
        root.put("uncompared", diff.uncompared()).put("summary", diff.summary());
        return root.toPrettyString();
    }

    private static void write(Risk risk, ObjectNode out) {
        out.put("code", risk.code().name())
                .put("severity", risk.severity().name().toLowerCase(Locale.ROOT))
                .put("api", risk.api())
                .put("message", risk.message())
                .put("place", text(risk.place()));
    }

    private static void write(Change change, ObjectNode out) {
        out.put("kind", change.kind().name())
                .put("api", change.api())
                .put("name", change.name())
                .put("path", change.path())
                .put("before", change.before())
                .put("after", change.after())
                .put("place", text(change.place()));
    }

    private static @Nullable String text(@Nullable Place place) {
        return place == null ? null : place.toString();
    }
}
