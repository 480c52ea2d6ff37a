package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import io.sluice.policies.JwtPolicy.SigningMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JwksTest {
    private static final KeyPair FIRST = Tokens.rsa(2048);
    private static final KeyPair SECOND = Tokens.rsa(2048);
    private static final long MINUTE = 60_000;

    private final Map<String, Future<LoopHttp.Reply>> answers = new HashMap<>();
    private final List<LoopHttp.Call> calls = new ArrayList<>();
    private final PolicyHarness policy = policy("http://id.test/keys?v=1");

    @Test
    void fetchesTheKeysOnceForManyRequests() {
        answer("/keys?v=1", set(jwk(FIRST, "k1")));

        assertThat(accepts(FIRST, "k1")).isTrue();
        assertThat(accepts(FIRST, "k1")).isTrue();
        assertThat(accepts(SECOND, "k1")).isFalse();
        assertThat(accepts(FIRST, null)).isTrue();
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).method()).isEqualTo("GET");
        assertThat(calls.get(0).timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(calls.get(0).maxBytes()).isEqualTo(1 << 20);
    }

    @Test
    void letsAllRequestsWaitForOneFetch() {
        Promise<LoopHttp.Reply> reply = PolicyHarness.promise();
        answers.put("/keys?v=1", reply);

        PolicyHarness.Call first = present(FIRST, "k1");
        PolicyHarness.Call second = present(FIRST, "k1");
        PolicyHarness.Call forged = present(SECOND, "k1");
        assertThat(first.verdict()).isEqualTo(Verdict.SUSPEND);
        assertThat(second.verdict()).isEqualTo(Verdict.SUSPEND);
        reply.setSuccess(reply(set(jwk(FIRST, "k1"))));

        assertThat(first.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(second.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(forged.status()).isEqualTo(401);
        assertThat(calls).hasSize(1);
    }

    @Test
    void rJ6AnswersWith503AsLongAsThereAreNoKeys() {
        PolicyHarness.Call call = present(FIRST, "k1");

        assertThat(call.error()).isEqualTo(GatewayError.POLICY_UNDECIDED);
        assertThat(call.status()).isEqualTo(503);
        assertThat(policy.request("GET", "/").run().status()).isEqualTo(400);
    }

    @Test
    void asksAgainAtGrowingIntervalsAfterFailures() {
        List<Integer> fetchedAt = new ArrayList<>();
        for (int second = 0; second <= 31; second++) {
            int before = calls.size();
            assertThat(present(FIRST, "k1").status()).isEqualTo(503);
            if (calls.size() > before) {
                fetchedAt.add(second);
            }
            policy.advance(1_000);
        }
        assertThat(fetchedAt).containsExactly(0, 1, 3, 7, 15, 31);
    }

    @Test
    void asksAtLeastEveryFiveMinutesAfterManyFailures() {
        for (int minute = 0; minute < 60; minute++) {
            present(FIRST, "k1");
            policy.advance(MINUTE);
        }
        calls.clear();
        for (int minute = 0; minute < 20; minute++) {
            present(FIRST, "k1");
            policy.advance(MINUTE);
        }
        assertThat(calls).hasSize(4);
    }

    @Test
    void usesTheExpiredKeysWhileTheyCannotBeRenewed() {
        answer("/keys?v=1", set(jwk(FIRST, "k1")));
        assertThat(accepts(FIRST, "k1")).isTrue();
        answers.clear();
        policy.advance(60 * MINUTE);

        assertThat(accepts(FIRST, "k1")).isTrue();
        assertThat(calls).hasSize(2);
        answer("/keys?v=1", set(jwk(SECOND, "k1")));
        policy.advance(999);
        assertThat(accepts(FIRST, "k1")).isTrue();
        policy.advance(1);
        assertThat(accepts(FIRST, "k1")).isFalse();
        assertThat(accepts(SECOND, "k1")).isTrue();
        assertThat(calls).hasSize(3);
    }

    @Test
    void letsNobodyWaitForARetryWhileExpiredKeysServe() {
        answer("/keys?v=1", set(jwk(FIRST, "k1")));
        present(FIRST, "k1");
        answers.clear();
        policy.advance(60 * MINUTE);
        present(FIRST, "k1");
        Promise<LoopHttp.Reply> hanging = PolicyHarness.promise();
        answers.put("/keys?v=1", hanging);
        policy.advance(1_000);

        assertThat(accepts(FIRST, "k1")).isTrue();
        assertThat(calls).hasSize(3);
        assertThat(accepts(FIRST, "k1")).isTrue();
        assertThat(calls).hasSize(3);
        hanging.setSuccess(reply(set(jwk(SECOND, "k1"))));
        assertThat(accepts(FIRST, "k1")).isFalse();
    }

    @Test
    void rJ6ForgetsRememberedTokensWhenTheKeysChange() {
        answer("/keys?v=1", set(jwk(FIRST, "k1")));
        assertThat(accepts(FIRST, "k1")).isTrue();
        answer("/keys?v=1", set(jwk(SECOND, "k1")));
        policy.advance(60 * MINUTE - 1);

        assertThat(accepts(FIRST, "k1")).isTrue();
        policy.advance(1);
        assertThat(accepts(FIRST, "k1")).isFalse();
    }

    @Test
    void rJ3LooksForAnUnknownKeyOnceInThirtySeconds() {
        answer("/keys?v=1", set(jwk(FIRST, "k1")));
        assertThat(accepts(FIRST, "k1")).isTrue();
        policy.advance(30_000);
        answer("/keys?v=1", set(jwk(FIRST, "k1"), jwk(SECOND, "k2")));

        assertThat(accepts(SECOND, "k2")).isTrue();
        assertThat(calls).hasSize(2);
        for (int i = 0; i < 29; i++) {
            assertThat(accepts(SECOND, "forged-" + i)).isFalse();
            policy.advance(1_000);
        }
        assertThat(calls).hasSize(2);
        policy.advance(1_000);
        assertThat(accepts(SECOND, "../../etc/passwd")).isFalse();
        assertThat(calls).hasSize(3).allMatch(call -> call.target().equals("/keys?v=1"));
    }

    @Test
    void rJ3LetsUnknownKeysWaitForOneSearchAndKnownOnesPass() {
        answer("/keys?v=1", set(jwk(FIRST, "k1")));
        present(FIRST, "k1");
        policy.advance(30_000);
        Promise<LoopHttp.Reply> reply = PolicyHarness.promise();
        answers.put("/keys?v=1", reply);

        PolicyHarness.Call unknown = present(SECOND, "k2");
        PolicyHarness.Call alsoUnknown = present(SECOND, "k3");
        assertThat(unknown.verdict()).isEqualTo(Verdict.SUSPEND);
        assertThat(alsoUnknown.verdict()).isEqualTo(Verdict.SUSPEND);
        assertThat(accepts(FIRST, "k1")).isTrue();
        reply.setSuccess(reply(set(jwk(FIRST, "k1"), jwk(SECOND, "k2"))));

        assertThat(unknown.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(alsoUnknown.status()).isEqualTo(401);
        assertThat(calls).hasSize(2);
    }

    @Test
    void rJ3FetchesNothingForATokenOfAnotherAlgorithm() {
        answer("/keys?v=1", set(jwk(FIRST, "k1")));
        present(FIRST, "k1");
        policy.advance(30_000);
        String token = Tokens.rs("RS512", FIRST.getPrivate(), "{\"alg\":\"RS512\",\"kid\":\"k9\"}", "{}");

        assertThat(policy.request("GET", "/", "authorization", "Bearer " + token)
                        .run()
                        .status())
                .isEqualTo(401);
        assertThat(calls).hasSize(1);
    }

    @Test
    void joinsTheKeysOfSeveralServers() {
        PolicyHarness both = policy("http://a.test/a, https://b.test");
        answer("/a", set(jwk(FIRST, "k1")));
        answer("/", set(jwk(SECOND, "k1")));

        assertThat(both.problems()).isEmpty();
        assertThat(accepts(both, FIRST, "k1")).isTrue();
        assertThat(accepts(both, SECOND, "k1")).isTrue();
        assertThat(calls).extracting(LoopHttp.Call::target).containsExactly("/a", "/");
    }

    @Test
    void keepsTheKeysOfAServerThatDoesNotAnswerAnyMore() {
        PolicyHarness both = policy("http://a.test/a,http://b.test/b");
        answer("/a", set(jwk(FIRST, "a")));
        assertThat(accepts(both, FIRST, "a")).isTrue();
        assertThat(accepts(both, SECOND, "b")).isFalse();

        answers.clear();
        answer("/b", set(jwk(SECOND, "b")));
        both.advance(1_000);
        assertThat(accepts(both, FIRST, "a")).isTrue();
        assertThat(accepts(both, SECOND, "b")).isTrue();
    }

    @Test
    void takesAnythingButAJwkSetForAFailure() {
        for (String body : new String[] {"", "[]", "{}", "{\"keys\":{}}", "<html>", "{\"keys\":[],\"keys\":[]}"}) {
            answer("/keys?v=1", body);
            assertThat(present(FIRST, "k1").status()).as(body).isEqualTo(503);
            policy.advance(5 * MINUTE);
        }
        answers.put("/keys?v=1", PolicyHarness.reply(404, set(jwk(FIRST, "k1"))));
        assertThat(present(FIRST, "k1").status()).isEqualTo(503);
    }

    @Test
    void passesOverKeysThatCannotHaveSigned() {
        String weak = jwk(Tokens.rsa(1024), "weak");
        String forOther = jwk(FIRST, "other").replace("\"kty\"", "\"alg\":\"RS512\",\"kty\"");
        String forEncryption = jwk(FIRST, "enc").replace("\"kty\"", "\"use\":\"enc\",\"kty\"");
        String forWrapping = jwk(FIRST, "ops").replace("\"kty\"", "\"key_ops\":[\"wrapKey\"],\"kty\"");
        answer(
                "/keys?v=1",
                set(
                        "1",
                        "{}",
                        "{\"kty\":\"RSA\"}",
                        "{\"kty\":5,\"kid\":[]}",
                        "{\"kty\":\"RSA\",\"n\":7,\"e\":{},\"x5c\":[1],\"exp\":\"x\",\"key_ops\":[null]}",
                        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                        "{\"kty\":\"XYZ\",\"kid\":\"x\"}",
                        weak,
                        forOther,
                        forEncryption,
                        forWrapping,
                        jwk(SECOND, "good")));

        for (String kid : new String[] {"other", "enc", "ops"}) {
            assertThat(accepts(FIRST, kid)).as(kid).isFalse();
        }
        assertThat(accepts(FIRST, null)).isFalse();
        assertThat(accepts(SECOND, "good")).isTrue();
    }

    @Test
    void rJ2BindsEveryKeyToItsKindOfAlgorithm() {
        KeyPair p256 = Tokens.ec(256);
        String ec = new ECKey.Builder(Curve.P_256, (ECPublicKey) p256.getPublic())
                .build()
                .toJSONString();
        String shared = "{\"kty\":\"oct\",\"k\":\"" + Tokens.encode("0123456789abcdef0123456789abcdef") + "\"}";
        String tiny = "{\"kty\":\"oct\",\"k\":\"" + Tokens.encode("0123456789abcdef") + "\"}";
        answer("/keys?v=1", set(jwk(FIRST, "k1"), ec, shared, tiny));
        PolicyHarness es = harness(new JwtConfig().method(SigningMethod.ES, 256).jwks("http://id.test/keys?v=1", 60));
        PolicyHarness hs =
                harness(new JwtConfig().method(SigningMethod.HMAC, 256).jwks("http://id.test/keys?v=1", 60));

        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
        assertThat(accepts(es, Tokens.es("ES256", p256.getPrivate(), "{}"))).isTrue();
        assertThat(accepts(hs, Tokens.hs("HS256", secret, "{}"))).isTrue();
        assertThat(accepts(hs, Tokens.hs("HS256", FIRST.getPublic().getEncoded(), "{}")))
                .isFalse();
        assertThat(accepts(policy, Tokens.es("ES256", p256.getPrivate(), "{}"))).isFalse();
        assertThat(accepts(policy, Tokens.hs("HS256", secret, "{}"))).isFalse();
    }

    @Test
    void saysWhichAddressIsWrong() {
        for (String url : new String[] {"", "ftp://a.test/", "/keys", "http://", "http://u:p@a.test/", "http://a b"}) {
            assertThat(policy("http://a.test/," + url).problems())
                    .containsExactly("jwksUrl: jwksUrl must name http or https addresses but is '" + url + "'");
        }
    }

    private PolicyHarness policy(String urls) {
        return harness(new JwtConfig().jwks(urls, 60));
    }

    private PolicyHarness harness(JwtConfig config) {
        return config.policy().http(call -> {
            calls.add(call);
            Future<LoopHttp.Reply> answer = answers.get(call.target());
            return answer != null
                    ? answer
                    : PolicyHarness.<LoopHttp.Reply>promise().setFailure(new IOException("connection refused"));
        });
    }

    private void answer(String target, String body) {
        answers.put(target, PolicyHarness.reply(200, body));
    }

    private static LoopHttp.Reply reply(String body) {
        return PolicyHarness.reply(200, body).getNow();
    }

    private PolicyHarness.Call present(KeyPair key, String kid) {
        return policy.request("GET", "/", "authorization", "Bearer " + token(key, kid))
                .run();
    }

    private boolean accepts(KeyPair key, @Nullable String kid) {
        return accepts(policy, key, kid);
    }

    private static boolean accepts(PolicyHarness policy, KeyPair key, @Nullable String kid) {
        return accepts(policy, token(key, kid));
    }

    private static boolean accepts(PolicyHarness policy, String token) {
        return policy.request("GET", "/", "authorization", "Bearer " + token)
                        .run()
                        .verdict()
                == Verdict.CONTINUE;
    }

    private static String token(KeyPair key, @Nullable String kid) {
        String header = kid == null ? "{\"alg\":\"RS256\"}" : "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}";
        return Tokens.rs("RS256", key.getPrivate(), header, "{\"sub\":\"ada\"}");
    }

    private static String jwk(KeyPair key, String kid) {
        return new RSAKey.Builder((RSAPublicKey) key.getPublic())
                .keyID(kid)
                .build()
                .toJSONString();
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }
}
