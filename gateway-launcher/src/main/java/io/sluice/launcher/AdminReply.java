package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the admin listener answers.
 *
 * @param fields further header fields
 */
record AdminReply(HttpResponseStatus status, String contentType, byte[] body, Map<String, String> fields) {
    static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";

    AdminReply(HttpResponseStatus status, String contentType, byte[] body) {
        this(status, contentType, body, Map.of());
    }

    static AdminReply json(HttpResponseStatus status, JsonWriter body) {
        return new AdminReply(status, JSON, body.newLine().toByteArray());
    }

    static AdminReply json(HttpResponseStatus status, JsonNode body) {
        byte[] text = (body.toString() + '\n').getBytes(StandardCharsets.UTF_8);
        return new AdminReply(status, JSON, text);
    }

    /** What the answers under {@code /api/v1} begin with. */
    static ObjectNode versioned() {
        return JsonNodeFactory.instance.objectNode().put("schemaVersion", 1);
    }

    /** For people. */
    static AdminReply text(HttpResponseStatus status, String body) {
        return new AdminReply(status, TEXT, body.getBytes(StandardCharsets.UTF_8));
    }

    static AdminReply error(HttpResponseStatus status, String message) {
        return json(
                status, new JsonWriter().beginObject().field("error", message).endObject());
    }

    AdminReply with(String field, String value) {
        return new AdminReply(status, contentType, body, Map.of(field, value));
    }
}
