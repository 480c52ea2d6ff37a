package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRemovalPolicyTest {
    private static PolicyHarness harness(List<String> inbound, List<String> outbound) {
        var config = new HeaderRemovalPolicy.Config(inbound, outbound);
        return new PolicyHarness(context -> new HeaderRemovalPolicy(config, context));
    }

    private static PolicyHarness.Call inbound(String entry, String... headers) {
        return harness(List.of(entry), List.of()).request("GET", "/", headers).run();
    }

    @Test
    void removesAllValuesOfANameInAnyCase() {
        var call = inbound("x-debug", "X-Debug", "1", "x-DEBUG", "2", "x-debugger", "3");
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.request().headers().names()).containsExactlyInAnyOrder("host", "x-debugger");
    }

    @Test
    void removesNamesThatAPatternMatchesAsAWhole() {
        var call = inbound("X-Debug.*", "x-debug", "1", "x-debug-level", "2", "not-x-debug", "3");
        assertThat(call.request().headers().names()).containsExactlyInAnyOrder("host", "not-x-debug");
    }

    @Test
    void triesAllPatterns() {
        var call = harness(List.of("a+", "b|c"), List.of())
                .request("GET", "/", "AA", "1", "B", "2", "c", "3", "d", "4")
                .run();
        assertThat(call.request().headers().names()).containsExactlyInAnyOrder("host", "d");
    }

    @Test
    void removesFromTheResponseOnly() {
        var call = harness(List.of(), List.of("via", "x-.*"))
                .request("GET", "/", "via", "1")
                .run();
        call.respondWith(200, "Via", "1", "X-Powered-By", "y", "etag", "z");
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.requireResponse().headers().names()).containsExactly("etag");
        assertThat(call.request().headers().contains("via")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "content-length", "Date", "transfer-encoding", "Connection", "host"})
    void neverRemovesProtectedHeaders(String name) {
        assertThat(inbound(name, name, "1").request().headers().contains(name)).isTrue();
        assertThat(inbound(".*", name, "1").request().headers().contains(name)).isTrue();
    }

    @Test
    void mayRemoveAccept() {
        assertThat(inbound("accept", "Accept", "*/*").request().headers().contains("accept"))
                .isFalse();
    }

    @Test
    void refusesBrokenPatterns() {
        assertThat(harness(List.of("fine", "x-("), List.of("a)|(b")).problems())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "inboundHeaders[1]: must be a header name or a regular expression in RE2 syntax"),
                        second -> assertThat(second).startsWith("outboundHeaders[0]: must be"));
    }

    @Test
    void refusesToHaveNothingToDo() {
        assertThat(harness(List.of(), List.of()).problems())
                .containsExactly(
                        "inboundHeaders: inboundHeaders or outboundHeaders must name a header but both are empty");
    }
}
