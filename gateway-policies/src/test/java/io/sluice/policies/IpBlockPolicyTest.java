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

class IpBlockPolicyTest {
    private static PolicyHarness harness(String... ips) {
        var config = new IpBlockPolicy.Config(List.of(ips), Expression.compile("#[attributes.headers['x-real-ip']]"));
        return new PolicyHarness(context -> new IpBlockPolicy(config, context));
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "203.0.113.9:80", "198.51.7.7", "2001:db8::1", "::ffff:203.0.113.9"})
    void refusesAddressesOfTheList(String ip) {
        var call = harness("203.0.113.0/24", "2001:db8::/48", "198.51")
                .request("GET", "/", "x-real-ip", ip)
                .run();
        assertThat(call.error()).isEqualTo(GatewayError.FORBIDDEN);
        assertThat(call.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.114.9", "2001:db9::1", "unknown", ""})
    void letsEverythingElsePass(String ip) {
        var call = harness("203.0.113.0/24", "2001:db8::/48")
                .request("GET", "/", "x-real-ip", ip)
                .run();
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void letsPassWhoHasNoAddress() {
        assertThat(harness("0.0.0.0/0").request("GET", "/").run().verdict()).isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void namesEntriesThatAreNone() {
        assertThat(harness("1.2.3.4/99").problems())
                .containsExactly(
                        "ips[0]: must be an IP address, a CIDR block or the beginning of an IPv4 address but is 1.2.3.4/99");
    }
}
