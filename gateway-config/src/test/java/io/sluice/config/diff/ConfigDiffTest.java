package io.sluice.config.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Destination;
import io.sluice.config.EffectiveConfig.Listener;
import io.sluice.config.EffectiveConfig.Policy;
import io.sluice.config.EffectiveConfig.Route;
import io.sluice.config.EffectiveConfig.Scope;
import io.sluice.config.Masked;
import io.sluice.config.Place;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.runtime.EncodedSlashes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What files can say only with a certificate, with a policy that does not exist yet, or not at all. */
class ConfigDiffTest {
    private static final Place PLACE = new Place("conf/a.yaml", 1, 2, "", 1);

    record NoSettings() {}

    private static final PolicyType<NoSettings> GUARD = PolicyType.of("guard-flex", NoSettings.class, (c, x) -> {
                throw new UnsupportedOperationException("only its name is used");
            })
            .describedAs(Purpose.ACCESS, "Refuses some messages.");

    @Test
    void noticesThatAListenerNoLongerSpeaksTls() {
        ConfigDiff diff = ConfigDiff.between(listener("https:8443", "c0ffee"), listener("http:8443", null));

        assertThat(diff.changes().stream().map(Change::kind)).contains(Kind.LISTENER_TLS, Kind.API_MOVED);
        assertThat(diff.risks().get(0).code()).isEqualTo(RiskCode.LISTENER_CLEARTEXT);
        assertThat(diff.risks().get(0).message()).isEqualTo("orders is no longer encrypted at 0.0.0.0:8443");
    }

    @Test
    void noticesAnotherCertificateWithoutCallingItARisk() {
        ConfigDiff diff = ConfigDiff.between(listener("https:8443", "c0ffee"), listener("https:8443", "decaf"));

        assertThat(diff.changes()).singleElement().extracting(Change::kind).isEqualTo(Kind.LISTENER_TLS);
        assertThat(diff.risks()).isEmpty();
        assertThat(diff.summary()).isEqualTo("~1 listener https:8443");
    }

    @Test
    void noticesThatAPolicyThatRefusedMessagesIsGone() {
        ConfigDiff diff = ConfigDiff.between(guarded(Map.of()), listener("http:8443", null));

        assertThat(diff.risks()).singleElement().satisfies(risk -> {
            assertThat(risk.code()).isEqualTo(RiskCode.ACCESS_POLICY_REMOVED);
            assertThat(risk.message()).isEqualTo("orders loses guard-flex: what it refused is let through");
        });
    }

    @Test
    void noticesAnotherTimeout() {
        ConfigDiff diff = ConfigDiff.between(
                config("http:8443", null, List.of(), 1_000), config("http:8443", null, List.of(), 2_000));

        assertThat(diff.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.ROUTE_TIMEOUT);
            assertThat(change.before()).isEqualTo("1000 ms");
            assertThat(change.after()).isEqualTo("2000 ms");
        });
    }

    @Test
    void countsSecretsThatCannotBeCompared() {
        ConfigDiff diff =
                ConfigDiff.between(guarded(Map.of("key", Masked.unknown())), guarded(Map.of("key", Masked.of("a"))));

        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.uncompared()).isEqualTo(1);
        assertThat(DiffText.of(diff, false))
                .isEqualTo("1 hidden value was not compared: a running gateway does not show them\nno changes\n");
    }

    @Test
    void takesAReferenceForTheValueItStandsFor() {
        assertThat(ConfigDiff.between(guarded(Map.of("key", "a")), guarded(Map.of("key", Masked.of("a"))))
                        .changes())
                .isEmpty();
    }

    @Test
    void namesASecretThatComesOrGoes() {
        ConfigDiff diff = ConfigDiff.between(guarded(Map.of()), guarded(Map.of("key", Masked.of("a"))));

        assertThat(DiffText.of(diff, false)).contains("~ policy guard-flex key added (not shown)");
    }

    @Test
    void coloursForATerminalAndEscapesForIt() {
        ConfigDiff diff = ConfigDiff.between(guarded(Map.of("key", "a")), guarded(Map.of("key", "\u001b[2J")));

        assertThat(DiffText.of(diff, true)).contains("\u001b[33m~ policy guard-flex key: a → \\u001b[2J\u001b[0m");
    }

    @Test
    void cutsLongValuesForPeopleOnly() {
        ConfigDiff diff = ConfigDiff.between(guarded(Map.of()), guarded(Map.of("key", "x".repeat(500))));

        assertThat(DiffText.of(diff, false)).contains("key: none → " + "x".repeat(160) + "…  conf/a.yaml:1:2\n");
        assertThat(DiffJson.of(diff)).contains("x".repeat(500));
    }

    private static EffectiveConfig listener(String name, @Nullable String tls) {
        return config(name, tls, List.of(), 1_000);
    }

    private static EffectiveConfig guarded(Map<String, Object> settings) {
        Policy policy = new Policy("orders-guard-1", GUARD, PLACE, Scope.INLINE, 0, List.of(), settings);
        return config("http:8443", null, List.of(policy), 1_000);
    }

    private static EffectiveConfig config(String name, @Nullable String tls, List<Policy> policies, long millis) {
        Destination destination = new Destination("orders-a", "http://a:80", PLACE, "", 1);
        Route route = new Route("a[0]", PLACE, 0, List.of(), List.of(destination), Duration.ofMillis(millis));
        String address = (tls == null ? "http" : "https") + "://0.0.0.0:8443/orders";
        Api api =
                new Api("orders", PLACE, address, "/orders", EncodedSlashes.REFUSE, Map.of(), policies, List.of(route));
        return new EffectiveConfig(List.of(new Listener(name, "0.0.0.0:8443", tls, List.of(api))), List.of());
    }
}
