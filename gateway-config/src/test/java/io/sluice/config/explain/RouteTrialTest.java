package io.sluice.config.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing in an explanation fails the test. */
@NullUnmarked
class RouteTrialTest {
    @TempDir
    Path folder;

    @Test
    void saysWhyEachApiIsOrIsNotMeant() {
        Explained explained = new Explained(
                folder, plain("orders", "/shop/orders") + plain("items", "/shop/items") + plain("a", "/sho"));

        Explanation explanation = explained.ask("GET", "http://127.0.0.1:8081/shop/ordersX");
        assertThat(explanation.match()).isNull();
        assertThat(explanation.answer().status()).isEqualTo(404);
        assertThat(explanation.apis())
                .extracting(Explanation.ApiTrial::reason)
                .containsExactlyInAnyOrder(
                        "/shop/ordersX goes on behind /shop/orders without a slash",
                        "/shop/ordersX does not begin with /shop/items",
                        "/shop/ordersX goes on behind /sho without a slash");

        Explanation found = explained.ask("GET", "http://127.0.0.1:8081/shop/orders/1");
        assertThat(found.apis().stream().filter(Explanation.ApiTrial::chosen))
                .extracting(Explanation.ApiTrial::name)
                .containsExactly("orders");
        assertThat(found.apis().get(0).place()).isNotNull();
        assertThat(found.match().path()).isEqualTo("/1");
    }

    @Test
    void triesEveryRouteAndSaysWhy() {
        Explanation explanation = new Explained(folder, Explained.api("routed", "http://127.0.0.1:8081/base", """
                services:
                  one:
                    address: http://one.test:9000
                    routes:
                      - rules: [{path: "/a/.*", methods: POST}, {path: /b}]
                      - rules: [{path: "/a(/.*)", host: "api\\\\.test", headers: {x-v: "2"}}]
                        config: {destinationPath: /v2}
                  two: {address: "https://two.test"}
                """))
                .ask(Question.of("GET", "http://127.0.0.1:8081/base/a/7?x=1")
                        .with("Host", "API.test:8081")
                        .with("x-v", "2"));

        assertThat(explanation.routes())
                .extracting(RouteTrial::outcome)
                .containsExactly(RouteTrial.Outcome.REJECTED, RouteTrial.Outcome.MATCHED, RouteTrial.Outcome.SHADOWED);
        assertThat(explanation.routes().get(0).rules())
                .flatExtracting(RuleTrial::checks)
                .containsExactly(
                        new RuleTrial.Check("methods", "POST", "GET", false),
                        new RuleTrial.Check("path", "/a/.*", "/a/7", true),
                        new RuleTrial.Check("path", "/b", "/a/7", false));
        assertThat(explanation.routes().get(1).rules().get(0).checks())
                .contains(
                        new RuleTrial.Check("host", "api\\.test", "api.test", true),
                        new RuleTrial.Check("header x-v", "2", "2", true));
        Explanation.Match match = explanation.match();
        assertThat(match.route()).isEqualTo("one[1]");
        assertThat(match.rule()).isEqualTo(1);
        assertThat(match.captures()).containsExactly("/7");
        assertThat(match.forwardedPath()).isEqualTo("/v2/7");
        assertThat(explanation.upstreamUrls()).containsExactly("http://one.test:9000/v2/7?x=1");
        assertThat(explanation.routes().get(1).place().line()).isGreaterThan(1);
    }

    @Test
    void capturesWhatEachGroupCaught() {
        Explanation explanation = new Explained(folder, Explained.api("routed", "http://127.0.0.1:8081", """
                services:
                  s: {address: "http://up.test:9000", routes: [{rules: [{path: "/(a|b)(/x)?(/.*)"}]}]}
                """))
                .ask("GET", "http://127.0.0.1:8081/a/y");

        assertThat(explanation.match().captures()).containsExactly("a", "", "/y");
        assertThat(explanation.match().forwardedPath()).isEqualTo("/a/y");
    }

    @Test
    void hidesTheValueOfACredentialThatARuleLooksAt() {
        Explanation explanation = new Explained(folder, Explained.api("routed", "http://127.0.0.1:8081", """
                services:
                  s: {address: "http://up.test:9000", routes: [{rules: [{headers: {authorization: "Bearer .*"}}]}]}
                """))
                .ask(Question.of("GET", "/x").with("Authorization", "Bearer hidden"));

        RuleTrial.Check check =
                explanation.routes().get(0).rules().get(0).checks().get(0);
        assertThat(check.holds()).isTrue();
        assertThat(check.value()).isEqualTo("***");
    }

    @Test
    void showsEachDestinationWithItsShare() {
        Explanation explanation = new Explained(folder, """
                apiVersion: gateway.sluice.io/v1
                kind: ApiInstance
                metadata: {name: split}
                spec: {address: "http://127.0.0.1:8081/split"}
                ---
                apiVersion: gateway.sluice.io/v1
                kind: Service
                metadata: {name: old}
                spec: {address: "http://old.test:1"}
                ---
                apiVersion: gateway.sluice.io/v1
                kind: Service
                metadata: {name: new}
                spec: {address: "https://new.test:2"}
                ---
                apiVersion: gateway.sluice.io/v1
                kind: PolicyBinding
                metadata: {name: shares}
                spec:
                  targetRef: {name: split}
                  policyRef: {name: route-weighted}
                  config:
                    routes:
                      - {weight: 3, destinationPath: /o, destinationRef: {name: old}}
                      - {weight: 1, destinationPath: /n, destinationRef: {name: new}}
                """).ask("GET", "http://127.0.0.1:8081/split/a");

        assertThat(explanation.routes().get(0).outcome()).isEqualTo(RouteTrial.Outcome.MATCHED);
        assertThat(explanation.forwarding().destinations())
                .extracting(Explanation.Destination::url, Explanation.Destination::weight)
                .containsExactly(tuple("http://old.test:1/o/a", 3), tuple("https://new.test:2/n/a", 1));
    }

    private static String plain(String name, String basePath) {
        return Explained.api(
                name, "http://127.0.0.1:8081" + basePath, "services: {s: {address: \"http://up.test:9000\"}}");
    }
}
