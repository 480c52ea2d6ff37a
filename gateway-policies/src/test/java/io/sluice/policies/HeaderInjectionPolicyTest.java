package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.expression.Expression;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderInjectionPolicyTest {
    private static HeaderInjectionPolicy.Header header(String key, String value) {
        return new HeaderInjectionPolicy.Header(Expression.compile(key), Expression.compile(value));
    }

    private static PolicyHarness inbound(String key, String value) {
        return harness(List.of(header(key, value)), List.of());
    }

    private static PolicyHarness outbound(String key, String value) {
        return harness(List.of(), List.of(header(key, value)));
    }

    private static PolicyHarness harness(
            List<HeaderInjectionPolicy.Header> inbound, List<HeaderInjectionPolicy.Header> outbound) {
        var config = new HeaderInjectionPolicy.Config(inbound, outbound);
        return new PolicyHarness(context -> new HeaderInjectionPolicy(config, context));
    }

    @Test
    void addsALiteralHeaderToTheRequest() {
        var call = inbound("X-Edge", "one").request("GET", "/").run();
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.request().headers().get("x-edge")).isEqualTo("one");
    }

    @Test
    void computesNameAndValue() {
        var call = inbound("#['x-' ++ lower(attributes.method)]", "#[attributes.requestPath]")
                .request("GET", "/a/b?c=d")
                .run();
        assertThat(call.request().headers().get("x-get")).isEqualTo("/a/b");
    }

    @Test
    void addsAHeaderToTheResponse() {
        var call = outbound("x-was", "#[attributes.statusCode]")
                .request("GET", "/")
                .run();
        call.respondWith(204);
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.responseHeader("x-was")).isEqualTo("204");
        assertThat(call.request().headers().contains("x-was")).isFalse();
    }

    @Test
    void keepsValuesThatAreAlreadyThere() {
        var call = inbound("x-edge", "two").request("GET", "/", "X-Edge", "one").run();
        assertThat(call.request().headers().getAll("x-edge")).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Access-Control-Allow-Origin"})
    void replacesHeadersThatHaveOneValue(String name) {
        var call = outbound(name, "new").request("GET", "/").run();
        call.respondWith(200, name, "old");
        assertThat(call.requireResponse().headers().getAll(name)).containsExactly("new");
    }

    @Test
    void laterHeadersSeeEarlierOnes() {
        var call = harness(List.of(header("x-a", "1"), header("x-b", "#[attributes.headers['x-a'] ++ '2']")), List.of())
                .request("GET", "/")
                .run();
        assertThat(call.request().headers().get("x-b")).isEqualTo("12");
    }

    @Test
    void addsNothingForNull() {
        var call = inbound("x-a", "#[attributes.headers['missing']]")
                .request("GET", "/")
                .run();
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.request().headers().contains("x-a")).isFalse();
    }

    @Test
    void failsWhenARequestHeaderCannotBeComputed() {
        var call =
                inbound("x-a", "#[attributes.method >= 1]").request("GET", "/").run();
        assertThat(call.verdict()).isEqualTo(Verdict.RESPOND);
        assertThat(call.error()).isEqualTo(GatewayError.POLICY_FAILED);
        assertThat(call.status()).isEqualTo(500);
    }

    @Test
    void failsWhenAResponseHeaderCannotBeComputed() {
        var call = outbound("x-a", "#[vars.missing ++ 'a']").request("GET", "/").run();
        call.respondWith(200);
        assertThat(call.error()).isEqualTo(GatewayError.POLICY_FAILED);
    }

    @ParameterizedTest
    @CsvSource({"a%20b, 'a b'", "%20a%09b%20, 'a\tb'", "%C3%A9, \u00e9", "%20, ''"})
    void sendsEveryOtherValueWithoutTheSpaceAroundIt(String query, String value) {
        var call = inbound("x-a", "#[attributes.queryParams.v]")
                .request("GET", "/?v=" + query)
                .run();
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.request().headers().get("x-a")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%0d%0ax-evil: 1", "a%0Ab", "a%00b", "a%7fb", "%e2%84%8a"})
    void leavesOutComputedValuesThatCannotBeSent(String query) {
        var call = inbound("x-a", "#[attributes.queryParams.v]")
                .request("GET", "/?v=" + query)
                .run();
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.request().headers().contains("x-a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a%20b",
                "a:b",
                "a%0d%0ab",
                "%c3%a9",
                "content-length",
                "Transfer-Encoding",
                "HOST",
                "connection"
            })
    void leavesOutComputedNamesThatCannotBeSent(String query) {
        var call = inbound("#[attributes.queryParams.v]", "1")
                .request("GET", "/?v=" + query)
                .run();
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.request().headers().names()).containsExactly("host");
        assertThat(call.request().headers().getAll("host")).containsExactly("api.test:8081");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "Content-Length",
                "transfer-encoding",
                "Connection",
                "te",
                "upgrade",
                "trailer",
                "keep-alive"
            })
    void refusesHeadersThatTheGatewaySets(String name) {
        assertThat(inbound(name, "1").problems())
                .containsExactly(
                        "inboundHeaders[0].key: key must not be a header that the gateway itself sets but is " + name);
        assertThat(outbound(name, "1").problems()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoHeader() {
        assertThat(inbound("a b", "1").problems())
                .containsExactly("inboundHeaders[0].key: key must be a header name but is a b");
        assertThat(outbound("", "1").problems())
                .containsExactly("outboundHeaders[0].key: key must be a header name but is ");
        assertThat(outbound("x-a", "1\r\n2").problems())
                .containsExactly(
                        "outboundHeaders[0].value: value must hold no control characters and no characters beyond ISO 8859-1");
    }

    @Test
    void refusesToHaveNothingToDo() {
        assertThat(harness(List.of(), List.of()).problems())
                .containsExactly(
                        "inboundHeaders: inboundHeaders or outboundHeaders must name a header but both are empty");
    }

    @Test
    void findsNoFaultWithGoodHeaders() {
        assertThat(harness(List.of(header("x-a", "")), List.of(header("#[vars.x]", "#[vars.y]")))
                        .problems())
                .isEmpty();
    }
}
