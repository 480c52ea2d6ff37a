package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import io.sluice.policies.CorsPolicy.AllowedMethod;
import io.sluice.policies.CorsPolicy.Config;
import io.sluice.policies.CorsPolicy.OriginGroup;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsPolicyTest {
    private static final String PORTAL = "https://portal.example.test";

    private final PolicyHarness open = policy(true, false);
    private final PolicyHarness closed = policy(false, true, portal());

    @Test
    void runsBeforeAllOtherPolicies() {
        assertThat(CorsPolicy.TYPE.first()).isTrue();
    }

    @Test
    void mirrorsWhatAPreflightOfAPublicResourceAsks() {
        PolicyHarness.Call call = open.request(
                        "OPTIONS",
                        "/",
                        "origin",
                        "https://any.test",
                        "access-control-request-method",
                        "PURGE",
                        "access-control-request-headers",
                        "x-a,x-b")
                .run();

        assertThat(call.verdict()).isEqualTo(Verdict.RESPOND);
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.bodyText()).isEmpty();
        assertThat(call.responseHeader("access-control-allow-origin")).isEqualTo("*");
        assertThat(call.responseHeader("access-control-allow-methods")).isEqualTo("PURGE");
        assertThat(call.responseHeader("access-control-allow-headers")).isEqualTo("x-a,x-b");
        assertThat(call.responseHeader("access-control-max-age")).isEqualTo("30");
        assertThat(call.responseHeader("access-control-allow-credentials")).isNull();
    }

    @Test
    void neverOffersCredentialsOnAPublicResource() {
        PolicyHarness policy = policy(true, true);

        PolicyHarness.Call preflight = preflight(policy, "https://any.test", "GET", "");
        assertThat(preflight.responseHeader("access-control-allow-origin")).isEqualTo("*");
        assertThat(preflight.responseHeader("access-control-allow-credentials")).isNull();
        PolicyHarness.Call main = policy.request("GET", "/", "origin", "https://any.test")
                .run()
                .respondWith(200, "access-control-allow-credentials", "true");
        assertThat(main.responseHeader("access-control-allow-origin")).isEqualTo("*");
        assertThat(main.responseHeader("access-control-allow-credentials")).isNull();
    }

    @Test
    void answersAnAcceptedPreflightOfAGroup() {
        PolicyHarness.Call call = preflight(closed, PORTAL, "GET", "X-Trace");

        assertThat(call.status()).isEqualTo(200);
        assertThat(call.responseHeader("access-control-allow-origin")).isEqualTo(PORTAL);
        assertThat(call.responseHeader("access-control-allow-methods")).isEqualTo("GET, PUT");
        assertThat(call.responseHeader("access-control-allow-headers")).isEqualTo("x-trace");
        assertThat(call.responseHeader("access-control-max-age")).isEqualTo("120");
        assertThat(call.responseHeader("access-control-allow-credentials")).isEqualTo("true");
        assertThat(call.responseHeader("vary")).startsWith("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://portal.example.test",
                "https://portal.example.test:8443",
                "https://portal.example.test.evil.test",
                "https://xportal.example.test",
                "https://evil.test/https://portal.example.test",
                "https://portal.example.test/",
                "https://portal.example.tes",
                "https://portalXexample.test",
                "null",
                "",
                "*"
            })
    void givesOtherOriginsNothing(String origin) {
        PolicyHarness.Call preflight = preflight(closed, origin, "GET", "");
        assertThat(preflight.status()).isEqualTo(200);
        assertNoPermission(preflight);

        PolicyHarness.Call main =
                closed.request("GET", "/", "origin", origin).run().respondWith(200, "access-control-allow-origin", "*");
        assertThat(main.verdict()).isEqualTo(Verdict.CONTINUE);
        assertNoPermission(main);
    }

    @Test
    void answersAPreflightThatAsksForTooMuchWithoutPermission() {
        assertNoPermission(preflight(closed, PORTAL, "DELETE", ""));
        assertNoPermission(preflight(closed, PORTAL, "POST", ""));
        assertNoPermission(preflight(closed, PORTAL, "get", ""));
        assertNoPermission(preflight(closed, PORTAL, "GET", "x-trace, x-other"));
    }

    @Test
    void answersEveryOptionsRequestItself() {
        PolicyHarness.Call withoutOrigin = closed.request("OPTIONS", "/").run();
        PolicyHarness.Call withoutMethod =
                closed.request("OPTIONS", "/", "origin", PORTAL).run();

        assertThat(withoutOrigin.verdict()).isEqualTo(Verdict.RESPOND);
        assertThat(withoutOrigin.status()).isEqualTo(200);
        assertNoPermission(withoutOrigin);
        assertThat(withoutMethod.verdict()).isEqualTo(Verdict.RESPOND);
        assertNoPermission(withoutMethod);
    }

    @Test
    void letsAnAcceptedPageReadTheResponse() {
        PolicyHarness.Call call = closed.request("GET", "/", "origin", PORTAL)
                .run()
                .respondWith(
                        500,
                        "access-control-allow-origin",
                        "https://other.test",
                        "Access-Control-Allow-Origin",
                        "*",
                        "access-control-allow-methods",
                        "TRACE",
                        "access-control-max-age",
                        "9999",
                        "vary",
                        "Accept");

        assertThat(call.requireResponse().headers().getAll("access-control-allow-origin"))
                .containsExactly(PORTAL);
        assertThat(call.responseHeader("access-control-allow-credentials")).isEqualTo("true");
        assertThat(call.responseHeader("access-control-expose-headers")).isEqualTo("x-total, x-page");
        assertThat(call.responseHeader("access-control-allow-methods")).isNull();
        assertThat(call.responseHeader("access-control-max-age")).isNull();
        assertThat(call.requireResponse().headers().getAll("vary")).containsExactly("Accept", "Origin");
    }

    @Test
    void stillKnowsTheOriginWhenALaterPolicyHasRemovedIt() {
        PolicyHarness.Call call = closed.request("GET", "/", "origin", PORTAL).run();
        call.request().headers().remove("origin");

        assertThat(call.respondWith(200).responseHeader("access-control-allow-origin"))
                .isEqualTo(PORTAL);
    }

    @Test
    void givesAMainRequestOfAForbiddenMethodNothing() {
        assertNoPermission(closed.request("DELETE", "/", "origin", PORTAL).run().respondWith(200));
    }

    @Test
    void leavesRequestsWithoutOriginAlone() {
        PolicyHarness.Call call = closed.request("GET", "/").run().respondWith(200, "access-control-allow-origin", "x");

        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.responseHeader("access-control-allow-origin")).isEqualTo("x");
        assertThat(call.responseHeader("access-control-allow-credentials")).isNull();
    }

    @Test
    void addsVaryOnceAndNotToEverything() {
        assertThat(vary("Accept, origin")).containsExactly("Accept, origin");
        assertThat(vary("*")).containsExactly("*");
        assertThat(vary("X-Original")).containsExactly("X-Original", "Origin");
    }

    @Test
    void givesNothingToARequestWithTwoOrigins() {
        assertNoPermission(closed.request("GET", "/", "origin", PORTAL, "origin", PORTAL)
                .run()
                .respondWith(200));
    }

    @Test
    void prefersTheSpecificGroupToTheWildcard() {
        PolicyHarness policy = policy(
                false,
                false,
                group(List.of("*"), 1, List.of(), List.of("*")),
                group(List.of(PORTAL), 2, List.of(), List.of()));

        PolicyHarness.Call portal = preflight(policy, PORTAL, "TRACE", "");
        assertThat(portal.responseHeader("access-control-max-age")).isEqualTo("2");
        assertThat(portal.responseHeader("access-control-allow-origin")).isEqualTo(PORTAL);
        assertThat(portal.responseHeader("access-control-allow-methods"))
                .isEqualTo("CONNECT, DELETE, GET, OPTIONS, PATCH, POST, PUT, TRACE");
        PolicyHarness.Call other = preflight(policy, "https://other.test", "GET", "x-any");
        assertThat(other.responseHeader("access-control-max-age")).isEqualTo("1");
        assertThat(other.responseHeader("access-control-allow-origin")).isEqualTo("*");
        assertThat(other.responseHeader("access-control-allow-headers")).isEqualTo("x-any");
    }

    @Test
    void readsOriginsInTheFormBrowsersSendThem() {
        PolicyHarness policy = policy(
                false,
                false,
                group(List.of("HTTPS://Portal.Example.Test:443", "http://a.test:80"), 1, List.of(), List.of()));

        assertThat(preflight(policy, PORTAL, "GET", "").responseHeader("access-control-allow-origin"))
                .isEqualTo(PORTAL);
        assertThat(preflight(policy, "http://a.test", "GET", "").responseHeader("access-control-allow-origin"))
                .isEqualTo("http://a.test");
    }

    @Test
    void refusesAWildcardWithCredentialsWhenLoaded() {
        PolicyHarness policy = policy(false, true, portal(), group(List.of(PORTAL, "*"), 1, List.of(), List.of()));

        assertThat(policy.problems())
                .containsExactly("originGroups[1].origins[1]: must name exact origins when supportCredentials is true"
                        + " but is *");
        assertNoPermission(preflight(policy, "https://other.test", "GET", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"portal.test", "null", "https://", "://a", "https://a.test/", "https://*.a.test", "", "a://b c"})
    void refusesAMalformedOriginWhenLoaded(String origin) {
        assertThat(policy(false, false, group(List.of(origin), 1, List.of(), List.of()))
                        .problems())
                .containsExactly(
                        "originGroups[0].origins[0]: must be * or scheme://host[:port] but is " + origin.trim());
    }

    private List<String> vary(String upstream) {
        return closed.request("GET", "/", "origin", PORTAL)
                .run()
                .respondWith(200, "vary", upstream)
                .requireResponse()
                .headers()
                .getAll("vary");
    }

    private static void assertNoPermission(PolicyHarness.Call call) {
        assertThat(call.requireResponse().headers().names())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    private static PolicyHarness.Call preflight(PolicyHarness policy, String origin, String method, String headers) {
        return policy.request(
                        "OPTIONS",
                        "/",
                        "origin",
                        origin,
                        "access-control-request-method",
                        method,
                        "access-control-request-headers",
                        headers)
                .run();
    }

    private static PolicyHarness policy(boolean publicResource, boolean credentials, OriginGroup... groups) {
        return new PolicyHarness(
                context -> new CorsPolicy(new Config(publicResource, credentials, List.of(groups)), context));
    }

    private static OriginGroup portal() {
        return new OriginGroup(
                "web",
                List.of(PORTAL),
                120,
                List.of(
                        new AllowedMethod("GET", true),
                        new AllowedMethod("DELETE", false),
                        new AllowedMethod("PUT", true)),
                List.of("X-Trace"),
                List.of("x-total", "x-page"));
    }

    private static OriginGroup group(
            List<String> origins, int maxAge, List<AllowedMethod> methods, List<String> headers) {
        return new OriginGroup("group", origins, maxAge, methods, headers, List.of());
    }
}
