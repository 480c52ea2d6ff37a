package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Identity;
import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthPolicyTest {
    private final PolicyHarness policy = policy("ops", "s3:cret");

    @Test
    void letsInTheRightUser() {
        PolicyHarness.Call call = present(basic("ops:s3:cret")).run();

        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(call.identity()).isEqualTo(Identity.of("ops"));
        assertThat(call.request().headers().get("authorization")).isEqualTo(basic("ops:s3:cret"));
    }

    @Test
    void refusesARequestWithoutCredentials() {
        PolicyHarness.Call call = policy.request("GET", "/").run();

        assertThat(call.error()).isEqualTo(GatewayError.UNAUTHENTICATED);
        assertThat(call.bodyText())
                .isEqualTo("{\"error\":\"Registered authentication is set to HTTP basic authentication"
                        + " but there was no security context on the session.\"}");
        assertThat(call.responseHeader("www-authenticate")).isEqualTo("Basic realm=\"mule-realm\"");
        assertThat(call.identity()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ops:s3", "ops:s3:cret2", "op:s3:cret", "ops:S3:cret", "Ops:s3:cret", "ops", ":", "", "ops:"})
    void refusesOtherCredentials(String pair) {
        PolicyHarness.Call call = present(basic(pair)).run();

        assertThat(call.status()).isEqualTo(401);
        assertThat(call.bodyText()).isEqualTo("{\"error\":\"Authentication Attempt Failed\"}");
        assertThat(call.responseHeader("www-authenticate")).isEqualTo("Basic realm=\"mule-realm\"");
        assertThat(call.identity()).isNull();
    }

    @Test
    void refusesTheRightCredentialsRepeatedInOneField() {
        String right = basic("ops:s3:cret");

        assertThat(present(right + right.substring("Basic ".length())).run().status())
                .isEqualTo(401);
        assertThat(present(right + ", " + right).run().status()).isEqualTo(401);
    }

    @Test
    void refusesEverySecondAuthorizationField() {
        String right = basic("ops:s3:cret");

        assertThat(policy.request("GET", "/", "authorization", right, "Authorization", right)
                        .run()
                        .status())
                .isEqualTo(401);
        assertThat(policy.request("GET", "/", "authorization", right, "authorization", "Bearer x")
                        .run()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void treatsAnotherSchemeAsNoCredentials() {
        assertThat(present("Bearer abc").run().errorText()).startsWith("Registered authentication");
        assertThat(present("Basicb3BzOnMzOmNyZXQ=").run().errorText()).startsWith("Registered authentication");
    }

    @Test
    void readsTheSchemeInAnyCaseAndSkipsSpaces() {
        String credentials = basic("ops:s3:cret").substring("Basic ".length());

        assertThat(present("bAsIc   " + credentials).run().verdict()).isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void readsBase64Strictly() {
        PolicyHarness short1 = policy("a", "b");

        assertThat(short1.request("GET", "/", "authorization", "Basic YTpi")
                        .run()
                        .verdict())
                .isEqualTo(Verdict.CONTINUE);
        PolicyHarness padded = policy("a", "bc");
        assertThat(padded.request("GET", "/", "authorization", "Basic YTpiYw==")
                        .run()
                        .verdict())
                .isEqualTo(Verdict.CONTINUE);
        for (String lax : new String[] {"YTpiYw", "YTpiYw=", "YTpiYx==", "YTpi Yw==", "YTpiYw== ", "YTpiYw==="}) {
            assertThat(padded.request("GET", "/", "authorization", "Basic " + lax)
                            .run()
                            .status())
                    .as(lax)
                    .isEqualTo(401);
        }
    }

    @Test
    void comparesUserAndPasswordAsUtf8() {
        PolicyHarness umlaut = policy("jürgen", "Straße€");

        assertThat(umlaut.request("GET", "/", "authorization", basic("jürgen:Straße€"))
                        .run()
                        .verdict())
                .isEqualTo(Verdict.CONTINUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "OPTIONS", "TRACE", "CONNECT", "BREW"})
    void protectsEveryMethod(String method) {
        assertThat(policy.request(method, "/").run().status()).isEqualTo(401);
    }

    @Test
    void findsAColonInTheUserNameWhenLoaded() {
        assertThat(policy("a:b", "c").problems())
                .containsExactly("username: username must not contain a colon but is a:b");
        assertThat(policy.problems()).isEmpty();
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(new BasicAuthPolicy.Config("ops", "s3cret").toString()).doesNotContain("s3cret");
    }

    private PolicyHarness.Call present(String authorization) {
        return policy.request("GET", "/", "authorization", authorization);
    }

    private static PolicyHarness policy(String user, String password) {
        return new PolicyHarness(context -> new BasicAuthPolicy(new BasicAuthPolicy.Config(user, password), context));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
