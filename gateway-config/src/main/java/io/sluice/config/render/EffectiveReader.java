package io.sluice.config.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Destination;
import io.sluice.config.EffectiveConfig.Listener;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.config.EffectiveConfig.Route;
import io.sluice.config.EffectiveConfig.Rule;
import io.sluice.config.EffectiveConfig.Scope;
import io.sluice.config.EffectiveConfig.Setting;
import io.sluice.config.Place;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.runtime.EncodedSlashes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** JSON → effective configuration. */
final class EffectiveReader {
    private static final int SCHEMA = 1;

    private final Map<String, PolicyType<?>> types;

    EffectiveReader(List<PolicyType<?>> types) {
        this.types = types.stream().collect(Collectors.toMap(PolicyType::name, Function.identity()));
    }

    EffectiveConfig read(JsonNode root) {
        int schema = root.path("schemaVersion").asInt();
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schemaVersion must be " + SCHEMA + " but is " + schema);
        }
        return new EffectiveConfig(
                all(root, "listeners", this::listener), all(root, "settings", EffectiveReader::setting));
    }

    private Listener listener(JsonNode node) {
        String tls = node.hasNonNull("tls") ? text(node, "tls") : null;
        return new Listener(text(node, "name"), text(node, "address"), tls, all(node, "apis", this::api));
    }

    private Api api(JsonNode node) {
        return new Api(
                text(node, "name"),
                place(node),
                text(node, "address"),
                text(node, "basePath"),
                EncodedSlashes.valueOf(text(node, "encodedSlashes").toUpperCase(Locale.ROOT)),
                texts(node.path("labels")),
                all(node, "policies", this::policy),
                all(node, "routes", EffectiveReader::route));
    }

    private Policy policy(JsonNode node) {
        return new Policy(
                text(node, "binding"),
                type(text(node, "name")),
                place(node),
                Scope.valueOf(text(node, "scope").toUpperCase(Locale.ROOT)),
                node.path("order").asInt(),
                all(node, "rules", EffectiveReader::rule),
                JsonValues.map(node.path("config")));
    }

    private PolicyType<?> type(String name) {
        PolicyType<?> type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("the policy " + name + " is not known to this version");
        }
        return type;
    }

    private static Route route(JsonNode node) {
        return new Route(
                text(node, "name"),
                place(node),
                node.path("order").asInt(),
                all(node, "rules", EffectiveReader::rule),
                all(node, "destinations", EffectiveReader::destination),
                Duration.ofMillis(Long.parseLong(text(node, "responseTimeout").replace("ms", ""))));
    }

    private static Destination destination(JsonNode node) {
        return new Destination(
                text(node, "upstream"),
                text(node, "url"),
                place(node),
                text(node, "path"),
                node.path("weight").asInt());
    }

    private static Rule rule(JsonNode node) {
        return new Rule(
                text(node, "path"),
                text(node, "methods"),
                text(node, "host"),
                texts(node.path("headers")),
                place(node));
    }

    private static Setting setting(JsonNode node) {
        return new Setting(text(node, "key"), text(node, "name"), place(node), JsonValues.map(node.path("values")));
    }

    private static Place place(JsonNode node) {
        JsonNode place = node.path("place");
        return new Place(
                text(place, "file"),
                place.path("line").asInt(),
                place.path("column").asInt(),
                "",
                1);
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.forEachEntry((name, value) -> texts.put(name, value.asText()));
        return texts;
    }

    private static <T> List<T> all(JsonNode node, String name, Function<JsonNode, T> each) {
        List<T> items = new ArrayList<>();
        node.path(name).forEach(item -> items.add(each.apply(item)));
        return items;
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " must be a text but is " + value.getNodeType());
        }
        return value.asText();
    }
}
