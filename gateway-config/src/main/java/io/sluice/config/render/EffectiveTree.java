package io.sluice.config.render;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Destination;
import io.sluice.config.EffectiveConfig.Listener;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.config.EffectiveConfig.Route;
import io.sluice.config.EffectiveConfig.Rule;
import io.sluice.config.EffectiveConfig.Setting;
import io.sluice.config.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An effective configuration as maps, lists, texts, numbers and {@link Place}s, in the order in which it is written. Order that means something is kept, the
 * rest is alphabetic, so that equal configurations make equal trees.
 */
final class EffectiveTree {
    private EffectiveTree() {}

    static Map<String, Object> of(EffectiveConfig config) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schemaVersion", 1);
        tree.put("listeners", all(config.listeners(), EffectiveTree::listener));
        tree.put("settings", all(config.settings(), EffectiveTree::setting));
        return tree;
    }

    private static Map<String, Object> listener(Listener listener) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", listener.name());
        tree.put("address", listener.address());
        if (listener.tls() != null) {
            tree.put("tls", listener.tls());
        }
        tree.put("apis", all(listener.apis(), EffectiveTree::api));
        return tree;
    }

    private static Map<String, Object> api(Api api) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", api.name());
        tree.put("place", api.place());
        tree.put("address", api.address());
        tree.put("basePath", api.basePath());
        tree.put("encodedSlashes", api.encodedSlashes().name().toLowerCase(Locale.ROOT));
        tree.put("labels", new TreeMap<>(api.labels()));
        tree.put("policies", all(api.policies(), EffectiveTree::policy));
        tree.put("routes", all(api.routes(), EffectiveTree::route));
        return tree;
    }

    private static Map<String, Object> policy(Policy policy) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", policy.type().name());
        tree.put("place", policy.place());
        tree.put("binding", policy.binding());
        tree.put("scope", policy.scope().name().toLowerCase(Locale.ROOT));
        tree.put("order", policy.order());
        tree.put("rules", all(policy.rules(), EffectiveTree::rule));
        tree.put("config", policy.config());
        return tree;
    }

    private static Map<String, Object> route(Route route) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", route.name());
        tree.put("place", route.place());
        tree.put("order", route.order());
        tree.put("rules", all(route.rules(), EffectiveTree::rule));
        tree.put("destinations", all(route.destinations(), EffectiveTree::destination));
        tree.put("responseTimeout", route.responseTimeout().toMillis() + "ms");
        return tree;
    }

    private static Map<String, Object> destination(Destination destination) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("upstream", destination.upstream());
        tree.put("place", destination.place());
        tree.put("url", destination.url());
        tree.put("path", destination.path());
        tree.put("weight", destination.weight());
        return tree;
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("path", rule.path());
        tree.put("place", rule.place());
        tree.put("methods", rule.methods());
        tree.put("host", rule.host());
        tree.put("headers", rule.headers());
        return tree;
    }

    private static Map<String, Object> setting(Setting setting) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("key", setting.key());
        tree.put("place", setting.place());
        tree.put("name", setting.name());
        tree.put("values", setting.values());
        return tree;
    }

    private static <T> List<Object> all(List<T> items, Function<T, Map<String, Object>> each) {
        return new ArrayList<>(items.stream().map(each).toList());
    }
}
