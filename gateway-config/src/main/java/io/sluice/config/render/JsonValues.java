package io.sluice.config.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.Masked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as they come out of JSON; three stars are a value that another process hides. */
final class JsonValues {
    private JsonValues() {}

    static Map<String, Object> map(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.forEachEntry((name, each) -> map.put(name, value(each)));
        return map;
    }

    private static Object value(JsonNode node) {
        if (node.isObject()) {
            return map(node);
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return items;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.asText().equals(EffectiveConfig.MASKED) ? Masked.unknown() : node.asText();
    }
}
