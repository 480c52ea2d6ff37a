package io.sluice.config.render;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Destination;
import io.sluice.config.EffectiveConfig.Listener;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.config.EffectiveConfig.Route;
import io.sluice.config.EffectiveConfig.Rule;
import io.sluice.config.EffectiveConfig.Scope;
import io.sluice.config.EffectiveConfig.Setting;
import io.sluice.config.Masked;
import io.sluice.config.Place;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.runtime.EncodedSlashes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration with one of everything. */
final class Samples {
    record NoSettings() {}

    static final PolicyType<NoSettings> BASIC =
            PolicyType.of("http-basic-authentication-flex", NoSettings.class, (c, x) -> {
                throw new UnsupportedOperationException("only its name is used");
            });

    private Samples() {}

    static EffectiveConfig everything() {
        Rule rule = new Rule("/v2(/.*)", "GET|HEAD", ".*", Map.of("x-channel", "web"), at(9));
        Route route = new Route(
                "items[0]",
                at(8),
                0,
                List.of(rule),
                List.of(new Destination("catalog-items", "https://items:8443", at(7), "/store", 1)),
                Duration.ofSeconds(15));
        Api api = new Api(
                "shop/catalog",
                at(3),
                "http://0.0.0.0:8088/catalog",
                "/catalog",
                EncodedSlashes.KEEP,
                Map.of("tier", "public", "a", "b"),
                List.of(new Policy("catalog-basic-1", BASIC, at(12), Scope.BINDING, 5, List.of(), settings())),
                List.of(route));
        return new EffectiveConfig(
                List.of(
                        new Listener("http:8088", "0.0.0.0:8088", null, List.of(api)),
                        new Listener("https:8443", "0.0.0.0:8443", "c0ffee", List.of())),
                List.of(new Setting("timeouts", "default/timeouts", at(40), Map.of("idle", "5s"))));
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("username", "ops: \"the\" #1");
        settings.put("password", Masked.of("swordfish"));
        settings.put("enabled", true);
        settings.put("limits", List.of(Map.of("maximum", 20), Map.of("maximum", 3_000_000_000L)));
        settings.put("words", List.of("yes", "a\u0007b", ""));
        settings.put("nothing", List.of());
        return settings;
    }

    private static Place at(int line) {
        return new Place("conf/shop.yaml", line, 5, "password: swordfish", 3);
    }
}
