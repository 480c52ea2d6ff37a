package io.sluice.config.render;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An effective configuration as YAML, with a comment that says where each thing comes from. */
public final class EffectiveYaml {
    private final StringBuilder out = new StringBuilder();

    private EffectiveYaml() {}

    /** Lines, each with its end; equal configurations make equal texts. */
    public static String write(EffectiveConfig config) {
        EffectiveYaml yaml = new EffectiveYaml();
        yaml.mapping(EffectiveTree.of(config), 0, "");
        return yaml.out.toString();
    }

    /** @param first what stands in front of the first key, whose line is already indented */
    private void mapping(Map<?, ?> map, int indent, String first) {
        String before = first;
        Place place = map.get("place") instanceof Place found ? found : null;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getValue() instanceof Place) {
                continue;
            }
            out.append(before.isEmpty() ? " ".repeat(indent) : before);
            out.append(Scalars.of(String.valueOf(entry.getKey()))).append(':');
            value(entry.getValue(), indent, place);
            before = "";
            place = null;
        }
    }

    private void value(@Nullable Object value, int indent, @Nullable Place place) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            end(place);
            mapping(map, indent + 2, "");
        } else if (value instanceof Collection<?> items && nested(items)) {
            end(place);
            items.forEach(item -> item(item, indent));
        } else {
            out.append(' ').append(inline(value));
            end(place);
        }
    }

    private void item(@Nullable Object item, int indent) {
        String dash = " ".repeat(indent) + "- ";
        if (item instanceof Map<?, ?> map && !map.isEmpty()) {
            mapping(map, indent + 2, dash);
        } else {
            out.append(dash).append(inline(item));
            end(null);
        }
    }

    private void end(@Nullable Place place) {
        if (place != null) {
            out.append(" # ").append(Scalars.printable(place.toString()));
        }
        out.append('\n');
    }

    private static boolean nested(Collection<?> items) {
        return items.stream().anyMatch(item -> item instanceof Map || item instanceof Collection);
    }

    private static String inline(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        if (value instanceof Collection<?> items) {
            List<String> parts = new ArrayList<>();
            items.forEach(item -> parts.add(inline(item)));
            return '[' + String.join(", ", parts) + ']';
        }
        boolean bare = value == null || value instanceof Number || value instanceof Boolean;
        return bare ? String.valueOf(value) : Scalars.of(String.valueOf(value));
    }
}
