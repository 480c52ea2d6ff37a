package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.expression.Expression;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitPolicyTest {
    private static final String BY_APP = "#[attributes.headers['x-app']]";

    @Test
    void refusesTheFourthRequestInAWindow() {
        PolicyHarness policy = policy(config(null, false, limit(3, 1000)));

        assertThat(allowed(policy, 3)).isEqualTo(3);
        PolicyHarness.Call fourth = policy.request("GET", "/").run();
        assertThat(fourth.error()).isEqualTo(GatewayError.RATE_LIMITED);
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.responseHeader("x-ratelimit-limit")).isNull();
        assertThat(fourth.responseHeader("retry-after")).isNull();
    }

    @Test
    void opensTheWindowWithTheFirstRequest() {
        PolicyHarness policy = policy(config(null, false, limit(2, 1000)));
        policy.advance(5_500);

        assertThat(allowed(policy, 2)).isEqualTo(2);
        policy.advance(999);
        assertThat(allowed(policy, 1)).isZero();
        policy.advance(1);
        assertThat(allowed(policy, 3)).isEqualTo(2);
    }

    @Test
    void countsEveryMethodAndPathTogetherUnlessTheKeySaysOtherwise() {
        PolicyHarness policy = policy(config(null, false, limit(2, 1000)));
        policy.request("GET", "/a?x=1").run();
        policy.request("HEAD", "/b").run();

        assertThat(policy.request("POST", "/A").run().status()).isEqualTo(429);
    }

    @Test
    void needsQuotaInEveryLimit() {
        PolicyHarness policy = policy(config(null, false, limit(10, 1000), limit(12, 60_000)));

        assertThat(allowed(policy, 11)).isEqualTo(10);
        policy.advance(1000);
        assertThat(allowed(policy, 11)).isEqualTo(2);
        policy.advance(59_000);
        assertThat(allowed(policy, 11)).isEqualTo(10);
    }

    @Test
    void takesNothingForARefusedRequest() {
        PolicyHarness policy = policy(config(null, false, limit(5, 60_000), limit(2, 1000)));

        assertThat(allowed(policy, 20)).isEqualTo(2);
        policy.advance(1000);
        assertThat(allowed(policy, 20)).isEqualTo(2);
        policy.advance(1000);
        assertThat(allowed(policy, 20)).isEqualTo(1);
    }

    @Test
    void givesEachKeyAQuotaOfItsOwn() {
        PolicyHarness policy = policy(config(BY_APP, false, limit(1, 1000)));

        assertThat(byApp(policy, "a").verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(byApp(policy, "A").verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(byApp(policy, "a").status()).isEqualTo(429);
    }

    @Test
    void givesRequestsWithoutAKeyOneQuotaTogether() {
        PolicyHarness policy = policy(config(BY_APP, false, limit(2, 1000)));

        assertThat(policy.request("GET", "/").run().verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(byApp(policy, "").verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(policy.request("GET", "/").run().status()).isEqualTo(429);
        assertThat(byApp(policy, "a").verdict()).isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void treatsAKeyThatCannotBeEvaluatedAsAbsent() {
        PolicyHarness policy =
                policy(config("#[splitBy(attributes.headers['x-app'], attributes.headers)]", false, limit(1, 1000)));

        assertThat(byApp(policy, "a").verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(byApp(policy, "b").status()).isEqualTo(429);
    }

    @Test
    void exposesTheTightestLimitOnBothKindsOfAnswer() {
        PolicyHarness policy = policy(config(null, true, limit(2, 1000), limit(100, 60_000)));

        PolicyHarness.Call first = policy.request("GET", "/").run();
        policy.advance(1);
        first.respondWith(200, "x-ratelimit-limit", "9", "x-ratelimit-remaining", "9", "x-ratelimit-reset", "9");
        assertExposed(first, "2", "1", "1000");

        policy.advance(299);
        policy.request("GET", "/").run();
        PolicyHarness.Call refused = policy.request("GET", "/").run();
        assertThat(refused.status()).isEqualTo(429);
        assertExposed(refused, "2", "0", "700");
    }

    @Test
    void exposesTheLongerWindowAmongExhaustedOnes() {
        PolicyHarness policy = policy(config(null, true, limit(1, 1000), limit(1, 60_000)));
        policy.request("GET", "/").run();

        assertExposed(policy.request("GET", "/").run(), "1", "0", "60000");
    }

    @Test
    void leavesResponsesAloneUnlessAskedToExpose() {
        PolicyHarness policy = policy(config(null, false, limit(2, 1000)));

        PolicyHarness.Call call = policy.request("GET", "/").run().respondWith(200, "x-ratelimit-limit", "9");
        assertThat(call.responseHeader("x-ratelimit-limit")).isEqualTo("9");
        assertThat(call.responseHeader("x-ratelimit-remaining")).isNull();
    }

    @Test
    void remembersABoundedNumberOfKeys() {
        RateLimitPolicy limiter = new RateLimitPolicy(config(BY_APP, false, limit(1, 1000)), 100);
        PolicyHarness policy = new PolicyHarness(context -> limiter);

        for (int i = 0; i < 1_000; i++) {
            byApp(policy, "app-" + i);
        }
        assertThat(limiter.keys()).isEqualTo(100);
        assertThat(byApp(policy, "app-999").status()).isEqualTo(429);
    }

    private static long allowed(PolicyHarness policy, int requests) {
        long allowed = 0;
        for (int i = 0; i < requests; i++) {
            allowed += policy.request("GET", "/").run().verdict() == Verdict.CONTINUE ? 1 : 0;
        }
        return allowed;
    }

    private static PolicyHarness.Call byApp(PolicyHarness policy, String app) {
        return policy.request("GET", "/", "X-App", app).run();
    }

    private static void assertExposed(PolicyHarness.Call call, String limit, String remaining, String reset) {
        assertThat(call.requireResponse().headers().getAll("x-ratelimit-limit")).containsExactly(limit);
        assertThat(call.requireResponse().headers().getAll("x-ratelimit-remaining"))
                .containsExactly(remaining);
        assertThat(call.requireResponse().headers().getAll("x-ratelimit-reset")).containsExactly(reset);
    }

    private static PolicyHarness policy(RateLimitPolicy.Config config) {
        return new PolicyHarness(context -> new RateLimitPolicy(config, context));
    }

    private static RateLimitPolicy.Config config(
            @Nullable String key, boolean expose, RateLimitPolicy.Limit... limits) {
        return new RateLimitPolicy.Config(
                List.of(limits), Optional.ofNullable(key).map(Expression::compile), expose, true, true);
    }

    private static RateLimitPolicy.Limit limit(int requests, long millis) {
        return new RateLimitPolicy.Limit(requests, millis);
    }
}
