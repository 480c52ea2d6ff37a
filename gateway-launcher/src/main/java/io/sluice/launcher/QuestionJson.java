package io.sluice.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.config.explain.Field;
import io.sluice.config.explain.Question;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** A request to be explained as JSON: {@code {"method","url","headers":[{"name","value"}],"bodyBase64","client"}}. */
final class QuestionJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> MEMBERS = Set.of("method", "url", "headers", "bodyBase64", "client");

    private QuestionJson() {}

    static byte[] write(Question question) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("method", question.method())
                .field("url", question.url())
                .field("client", question.client().getHostAddress())
                .field("bodyBase64", Base64.getEncoder().encodeToString(question.body()))
                .beginArray("headers");
        for (Field field : question.headers()) {
            json.beginObject()
                    .field("name", field.name())
                    .field("value", field.value())
                    .endObject();
        }
        return json.endArray().endObject().newLine().toByteArray();
    }

    /** @throws IllegalArgumentException naming the member that is wrong */
    static Question read(byte[] body) {
        JsonNode json = parse(body);
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException(
                        "the body must have only method, url, headers, bodyBase64 and client but has " + name);
            }
        }
        return new Question(
                text(json, "method", "GET"),
                text(json, "url", ""),
                headers(json.path("headers")),
                decoded(text(json, "bodyBase64", "")),
                Question.client(text(json, "client", "127.0.0.1")));
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "the body must be JSON but " + malformed.getOriginalMessage(), malformed);
        }
        throw new IllegalArgumentException("the body must be a JSON object");
    }

    private static String text(JsonNode json, String name, String otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " must be text but is " + value);
        }
        return value.textValue();
    }

    private static List<Field> headers(JsonNode json) {
        if (!json.isMissingNode() && !json.isArray()) {
            throw new IllegalArgumentException("headers must be a list of objects with name and value but is " + json);
        }
        List<Field> fields = new ArrayList<>();
        json.forEach(field -> fields.add(new Field(text(field, "name", ""), text(field, "value", ""))));
        return fields;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("bodyBase64 must be base64 but is not", malformed);
        }
    }
}
