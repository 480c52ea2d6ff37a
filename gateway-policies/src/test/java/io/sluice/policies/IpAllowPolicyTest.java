package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.expression.Expression;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAllowPolicyTest {
    private static PolicyHarness harness(String expression, String... ips) {
        var config = new IpAllowPolicy.Config(List.of(ips), Expression.compile(expression));
        return new PolicyHarness(context -> new IpAllowPolicy(config, context));
    }

    private static boolean passes(String forwardedFor) {
        var call = harness(IpList.FORWARDED_FOR, "10.0.0.0/8", "2001:db8::/32")
                .request("GET", "/", "X-Forwarded-For", forwardedFor)
                .run();
        if (call.verdict() == Verdict.CONTINUE) {
            return true;
        }
        assertThat(call.error()).isEqualTo(GatewayError.FORBIDDEN);
        assertThat(call.status()).isEqualTo(403);
        return false;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "10.1.2.3, 1.2.3.4",
                "10.1.2.3 ,1.2.3.4",
                "10.1.2.3:4711",
                "2001:db8::7",
                "[2001:db8::7]:443",
                "[2001:db8::7]",
                "::ffff:10.0.0.1",
            })
    void letsAddressesOfTheListPass(String forwardedFor) {
        assertThat(passes(forwardedFor)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11.1.2.3",
                "1.2.3.4, 10.1.2.3",
                "",
                ", 10.1.2.3",
                "unknown",
                "10.1.2",
                "10.1.2.3x",
                "010.1.2.3",
                "10.1.2.3:",
                "10.1.2.3:abc",
                "10.1.2.3:123456",
                "[10.1.2.3",
                "[2001:db8::7]x",
                "2001:db8::7%eth0",
            })
    void refusesEverythingElse(String forwardedFor) {
        assertThat(passes(forwardedFor)).isFalse();
    }

    @Test
    void countsTheFirstOfRepeatedHeaders() {
        var call = harness(IpList.FORWARDED_FOR, "10.0.0.1")
                .request("GET", "/", "x-forwarded-for", "9.9.9.9", "x-forwarded-for", "10.0.0.1")
                .run();
        assertThat(call.error()).isEqualTo(GatewayError.FORBIDDEN);
    }

    @Test
    void refusesWhoHasNoAddress() {
        assertThat(harness(IpList.FORWARDED_FOR, "0.0.0.0/0", "::/0")
                        .request("GET", "/")
                        .run()
                        .error())
                .isEqualTo(GatewayError.FORBIDDEN);
    }

    @Test
    void refusesWhenTheAddressCannotBeComputed() {
        assertThat(harness("#[vars.missing ++ 'a']", "0.0.0.0/0")
                        .request("GET", "/")
                        .run()
                        .error())
                .isEqualTo(GatewayError.FORBIDDEN);
    }

    @Test
    void mayLookAtThePeer() {
        PolicyHarness harness = harness("#[attributes.remoteAddress]", "192.0.2.7", "2001:db8::1");
        assertThat(harness.request("GET", "/").from("192.0.2.7").run().verdict())
                .isEqualTo(Verdict.CONTINUE);
        assertThat(harness.request("GET", "/").from("2001:db8::1").run().verdict())
                .isEqualTo(Verdict.CONTINUE);
        assertThat(harness.request("GET", "/").from("192.0.2.8").run().error()).isEqualTo(GatewayError.FORBIDDEN);
    }

    @Test
    void namesEntriesThatAreNone() {
        assertThat(harness(IpList.FORWARDED_FOR, "10.0.0.1", " 10.0.0.2 ", "10.0.0.0/40", "host")
                        .problems())
                .containsExactly(
                        "ips[2]: must be an IP address, a CIDR block or the beginning of an IPv4 address but is 10.0.0.0/40",
                        "ips[3]: must be an IP address, a CIDR block or the beginning of an IPv4 address but is host");
    }

    @Test
    void refusesALiteralWhereAnExpressionIsNeeded() {
        assertThat(harness("attributes.remoteAddress", "10.0.0.1").problems())
                .containsExactly(
                        "ipExpression: ipExpression must be an expression such as #[attributes.remoteAddress] but is attributes.remoteAddress");
    }
}
