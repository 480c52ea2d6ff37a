package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Identity;
import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import io.sluice.policies.JwtPolicy.SigningMethod;
import java.security.KeyPair;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtPolicyTest {
    private static final KeyPair RSA = Tokens.rsa(2048);

    private final PolicyHarness policy = config().policy();

    @Test
    void letsInAGoodTokenAndTellsWhoItIs() {
        String token = Tokens.rs(RSA.getPrivate(), "{\"sub\":\"ada\",\"n\":1,\"roles\":[\"x\"]}");
        PolicyHarness.Call call = present(policy, token);

        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        Identity identity = Objects.requireNonNull(call.identity());
        assertThat(identity.principal()).isEqualTo("ada");
        assertThat(identity.clientId()).isNull();
        assertThat(identity.properties()).containsEntry("jwt", token);
        assertThat((Map<?, ?>) identity.properties().get("claims")).hasToString("{sub=ada, n=1.0, roles=[x]}");
        assertThat(call.request().headers().get("authorization")).isEqualTo("Bearer " + token);
    }

    @Test
    void rJ6AnswersAMissingTokenWith400() {
        for (PolicyHarness.Call call : new PolicyHarness.Call[] {
            policy.request("GET", "/"),
            policy.request("GET", "/", "authorization", "Basic YTpi"),
            policy.request("GET", "/", "authorization", "Bearer"),
            policy.request("GET", "/", "authorization", "Bearer ")
        }) {
            call.run();
            assertThat(call.error()).isEqualTo(GatewayError.BAD_REQUEST);
            assertThat(call.status()).isEqualTo(400);
        }
    }

    @Test
    void rJ6AnswersABadTokenWith401AndNoReason() {
        PolicyHarness.Call garbage = present(policy, "garbage");
        PolicyHarness.Call expired = present(policy, Tokens.rs(RSA.getPrivate(), "{\"exp\":1}"));

        assertThat(garbage.error()).isEqualTo(GatewayError.UNAUTHENTICATED);
        assertThat(garbage.responseHeader("www-authenticate")).isEqualTo("Bearer realm=\"JWT Validation Realm\"");
        assertThat(expired.bodyText()).isEqualTo(garbage.bodyText());
        assertThat(expired.identity()).isNull();
    }

    @Test
    void rJ7RefusesEverySecondAuthorizationField() {
        String good = "Bearer " + Tokens.rs(RSA.getPrivate(), "{}");

        assertThat(policy.request("GET", "/", "authorization", good, "authorization", good)
                        .run()
                        .status())
                .isEqualTo(401);
        assertThat(policy.request("GET", "/", "authorization", "Basic YTpi", "Authorization", good)
                        .run()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void rJ7TakesTheTokenFromNowhereElse() {
        String good = Tokens.rs(RSA.getPrivate(), "{}");

        assertThat(policy.request("GET", "/?access_token=" + good, "jwt", good, "cookie", "access_token=" + good)
                        .run()
                        .status())
                .isEqualTo(400);
        PolicyHarness elsewhere =
                config().expression("#[attributes.headers['x-session']]").policy();
        assertThat(present(elsewhere, good).status()).isEqualTo(400);
        assertThat(elsewhere.request("GET", "/", "x-session", good).run().verdict())
                .isEqualTo(Verdict.CONTINUE);
        assertThat(elsewhere.request("GET", "/", "x-session", good + "x").run().status())
                .isEqualTo(401);
    }

    @Test
    void takesAnExpressionThatFailsForAMissingToken() {
        PolicyHarness failing = config().expression("#[splitBy(attributes.headers['authorization'], ' ')[1]]")
                .policy();

        assertThat(failing.request("GET", "/").run().status()).isEqualTo(400);
        assertThat(present(failing, Tokens.rs(RSA.getPrivate(), "{}")).verdict())
                .isEqualTo(Verdict.CONTINUE);
    }

    @Test
    void rJ5ChecksExpiryAndNotBeforeWhetherMandatoryOrNot() {
        policy.epochMillis(10_000);

        assertThat(status(policy, "{\"exp\":10}")).isEqualTo(401);
        assertThat(status(policy, "{\"exp\":10.001}")).isEqualTo(200);
        assertThat(status(policy, "{\"exp\":1e1}")).isEqualTo(401);
        assertThat(status(policy, "{\"nbf\":10}")).isEqualTo(200);
        assertThat(status(policy, "{\"nbf\":10.001}")).isEqualTo(401);
        assertThat(status(policy, "{\"nbf\":9.5,\"exp\":10.5}")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"99999999999\"", "null", "true", "[99999999999]", "{}", "1e999", "-1e999", "NaN"})
    void rJ5RefusesATimeThatIsNotANumber(String time) {
        assertThat(status(policy, "{\"exp\":" + time + "}")).isEqualTo(401);
        assertThat(status(policy, "{\"nbf\":" + time + "}")).isEqualTo(401);
    }

    @Test
    void rJ5AllowsForTheConfiguredClockSkew() {
        PolicyHarness lenient = config().skew(5).policy().epochMillis(10_000);

        assertThat(status(lenient, "{\"exp\":5}")).isEqualTo(401);
        assertThat(status(lenient, "{\"exp\":5.001}")).isEqualTo(200);
        assertThat(status(lenient, "{\"nbf\":15}")).isEqualTo(200);
        assertThat(status(lenient, "{\"nbf\":15.001}")).isEqualTo(401);
    }

    @Test
    void rJ5DemandsMandatoryTimes() {
        PolicyHarness strict = config().mandatoryTimes().policy().epochMillis(10_000);

        assertThat(status(strict, "{\"exp\":11}")).isEqualTo(401);
        assertThat(status(strict, "{\"nbf\":9}")).isEqualTo(401);
        assertThat(status(strict, "{\"exp\":11,\"nbf\":9}")).isEqualTo(200);
    }

    @Test
    void rJ5ComparesAudiencesExactly() {
        PolicyHarness shop = config().audiences(true, true, "shop-api, other").policy();

        assertThat(status(shop, "{\"aud\":\"shop-api\"}")).isEqualTo(200);
        assertThat(status(shop, "{\"aud\":[\"x\",\"other\"]}")).isEqualTo(200);
        for (String aud : new String[] {
            "\"shop\"",
            "\"shop-api2\"",
            "\"SHOP-API\"",
            "\"shop-api, other\"",
            "[]",
            "[\"x\"]",
            "[[\"other\"]]",
            "[\"other\",1]",
            "{\"other\":1}",
            "1",
            "null",
            "\"\""
        }) {
            assertThat(status(shop, "{\"aud\":" + aud + "}")).as(aud).isEqualTo(401);
        }
        assertThat(status(shop, "{}")).isEqualTo(401);
        PolicyHarness optional = config().audiences(true, false, "shop-api").policy();
        assertThat(status(optional, "{}")).isEqualTo(200);
        assertThat(status(optional, "{\"aud\":\"x\"}")).isEqualTo(401);
        assertThat(status(policy, "{\"aud\":\"x\"}")).isEqualTo(200);
    }

    @Test
    void comparesCustomClaimsWithLiterals() {
        PolicyHarness blue = config().mandatory("tenant", "blue").policy();
        assertThat(status(blue, "{\"tenant\":\"blue\"}")).isEqualTo(200);
        assertThat(status(blue, "{\"tenant\":\"blues\"}")).isEqualTo(401);
        assertThat(status(blue, "{\"tenant\":[\"blue\"]}")).isEqualTo(401);
        assertThat(status(blue, "{\"tenant\":null}")).isEqualTo(401);
        assertThat(status(blue, "{}")).isEqualTo(401);

        PolicyHarness five = config().optional("level", "5").policy();
        assertThat(status(five, "{\"level\":5}")).isEqualTo(200);
        assertThat(status(five, "{\"level\":\"5\"}")).isEqualTo(200);
        assertThat(status(five, "{\"level\":6}")).isEqualTo(401);
        assertThat(status(five, "{\"level\":true}")).isEqualTo(401);
        assertThat(status(five, "{}")).isEqualTo(200);

        PolicyHarness yes = config().mandatory("ok", "true").policy();
        assertThat(status(yes, "{\"ok\":true}")).isEqualTo(200);
        assertThat(status(yes, "{\"ok\":false}")).isEqualTo(401);
    }

    @Test
    void testsCustomClaimsWithExpressions() {
        PolicyHarness blue = config().mandatory("tenant", "#[vars.claimSet.tenant == 'blue']")
                .policy();
        assertThat(status(blue, "{\"tenant\":\"blue\"}")).isEqualTo(200);
        assertThat(status(blue, "{\"tenant\":\"red\"}")).isEqualTo(401);
        assertThat(status(blue, "{}")).isEqualTo(401);

        PolicyHarness text =
                config().mandatory("tenant", "#[vars.claimSet.tenant]").policy();
        assertThat(status(text, "{\"tenant\":\"true\"}")).isEqualTo(401);
        assertThat(status(text, "{\"tenant\":true}")).isEqualTo(200);
        PolicyHarness failing = config().optional("tenant", "#[lower(vars.claimSet.tenant) == 'x']")
                .policy();
        assertThat(status(failing, "{\"tenant\":5}")).isEqualTo(401);
        assertThat(status(failing, "{}")).isEqualTo(200);
    }

    @Test
    void ignoresCustomClaimsUnlessToldToValidateThem() {
        PolicyHarness lax =
                config().mandatory("tenant", "blue").withoutCustomClaims().policy();

        assertThat(status(lax, "{}")).isEqualTo(200);
    }

    @Test
    void evaluatesExpressionsAnewForARememberedToken() {
        PolicyHarness byHeader = config().mandatory(
                        "tenant", "#[vars.claimSet.tenant == attributes.headers['x-tenant']]")
                .policy();
        String good = "Bearer " + Tokens.rs(RSA.getPrivate(), "{\"tenant\":\"blue\"}");

        assertThat(byHeader.request("GET", "/", "authorization", good, "x-tenant", "blue")
                        .run()
                        .verdict())
                .isEqualTo(Verdict.CONTINUE);
        assertThat(byHeader.request("GET", "/", "authorization", good, "x-tenant", "red")
                        .run()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void rJ6ForgetsARememberedTokenWhenItExpires() {
        policy.epochMillis(10_000);
        String token = Tokens.rs(RSA.getPrivate(), "{\"exp\":11}");

        PolicyHarness.Call first = present(policy, token);
        PolicyHarness.Call second = present(policy, token);
        assertThat(second.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(second.identity()).isSameAs(first.identity());
        policy.advance(1_000);
        assertThat(present(policy, token).status()).isEqualTo(401);
    }

    @Test
    void rJ6SharesNoRememberedTokenWithAnotherPolicy() {
        String token = Tokens.rs(RSA.getPrivate(), "{\"sub\":\"ada\",\"aud\":\"shop\"}");
        PolicyHarness stricter = config().audiences(true, true, "bank").policy();

        assertThat(present(policy, token).verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(present(policy, token).verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(present(stricter, token).status()).isEqualTo(401);
    }

    @Test
    void rJ6RemembersTokensByTheirWholeText() {
        String token = Tokens.rs(RSA.getPrivate(), "{\"sub\":\"ada\"}");
        present(policy, token);
        String forged = token.substring(0, token.indexOf('.') + 1)
                + Tokens.encode("{\"sub\":\"root\"}")
                + token.substring(token.lastIndexOf('.'));

        assertThat(present(policy, forged).status()).isEqualTo(401);
        assertThat(present(policy, token.substring(0, token.length() - 2)).status())
                .isEqualTo(401);
        assertThat(present(policy, token.substring(0, token.lastIndexOf('.') + 1))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void rJ1AcceptsAnyTokenOnlyIfToldThatNoneIsSigned() {
        String unsigned =
                Tokens.encode("{\"alg\":\"none\"}") + '.' + Tokens.encode("{\"sub\":\"ada\",\"exp\":11}") + '.';
        PolicyHarness none = config().method(SigningMethod.NONE, 256).policy().epochMillis(10_000);

        assertThat(none.problems()).isEmpty();
        assertThat(present(none, unsigned).verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(present(none, Tokens.rs(RSA.getPrivate(), "{}")).verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(present(none, "a.b.c").status()).isEqualTo(401);
        none.advance(1_000);
        assertThat(present(none, unsigned).status()).isEqualTo(401);
        assertThat(present(policy, unsigned).status()).isEqualTo(401);
    }

    @Test
    void demandsThatClientIdsAreNotLookedFor() {
        assertThat(config().withClientIds().policy().problems())
                .containsExactly("skipClientIdValidation: skipClientIdValidation must be true but is false");
        assertThat(policy.problems()).isEmpty();
    }

    @Test
    void demandsAudiencesToCompareWith() {
        assertThat(config().audiences(true, false, " , ").policy().problems())
                .containsExactly(
                        "supportedAudiences: supportedAudiences must name an audience when validateAudClaim is true");
    }

    @Test
    void tellsClientsWhereToGetAToken() {
        PolicyHarness told = config().metadata("https://id.example.test/realm").policy();

        PolicyHarness.Call missing = told.request("GET", "/").run();
        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.responseHeader("www-authenticate"))
                .isEqualTo("Bearer realm=\"JWT Validation Realm\", resource_metadata="
                        + "\"http://api.test:8081/.well-known/oauth-protected-resource\"");
        PolicyHarness.Call document =
                told.request("GET", "/.well-known/oauth-protected-resource").run();
        assertThat(document.verdict()).isEqualTo(Verdict.RESPOND);
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.bodyText())
                .isEqualTo("{\"resource\":\"http://api.test:8081\","
                        + "\"authorization_servers\":[\"https://id.example.test/realm\"],"
                        + "\"bearer_methods_supported\":[\"header\"]}");
        assertThat(policy.request("GET", "/.well-known/oauth-protected-resource")
                        .run()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void repeatsNothingOfAHostThatCouldEndAQuotedText() {
        PolicyHarness told = config().metadata("https://id.example.test").policy();

        assertThat(told.request("GET", "/", "host", "a\", evil=\"b\\").run().responseHeader("www-authenticate"))
                .endsWith("resource_metadata=\"http://aevilb/.well-known/oauth-protected-resource\"");
    }

    @Test
    void demandsTheAddressOfTheAuthorizationServer() {
        assertThat(config().metadata("").policy().problems())
                .containsExactly("protectedResourceMetadataAuthorizationServerUrl:"
                        + " protectedResourceMetadataAuthorizationServerUrl must be set when"
                        + " enableProtectedResourceMetadata is true");
    }

    @Test
    void neverPrintsTheKey() {
        assertThat(config().textKey("s3cret").build().toString()).doesNotContain("s3cret");
    }

    private static JwtConfig config() {
        return new JwtConfig().textKey(Tokens.body(RSA.getPublic()));
    }

    private static int status(PolicyHarness policy, String claims) {
        PolicyHarness.Call call = present(policy, Tokens.rs(RSA.getPrivate(), claims));
        return call.verdict() == Verdict.CONTINUE ? 200 : call.status();
    }

    private static PolicyHarness.Call present(PolicyHarness policy, String token) {
        return policy.request("GET", "/", "authorization", "Bearer " + token).run();
    }
}
