package io.sluice.config.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.GatewayError;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing in an explanation fails the test. */
@NullUnmarked
class PolicyTrialTest {
    private static final String URL = "http://127.0.0.1:8081/x?q=1";

    @TempDir
    Path folder;

    @Test
    void saysWhoAnswersAndWhoIsNotReached() {
        Explanation explanation = guarded("{}", "{request: fail}", "{}").ask("GET", URL);

        assertThat(explanation.policies())
                .extracting(policy -> policy.onRequest().decision())
                .containsExactly(Turn.Decision.CONTINUES, Turn.Decision.ANSWERS, Turn.Decision.NOT_REACHED);
        Turn answer = explanation.policies().get(1).onRequest();
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.reason()).isEqualTo("not you");
        assertThat(answer.code()).isEqualTo("forbidden");
        assertThat(explanation.answer().stoppedBy()).isEqualTo("guarded-acting-flex-2");
        assertThat(explanation.forwarding()).isNull();
        assertThat(explanation.ran()).containsExactly("guarded-acting-flex-1", "guarded-acting-flex-2");
    }

    @Test
    void asksOnlyThoseAboutTheResponseThatLetTheRequestPass() {
        Explanation explanation = guarded("{response: add}", "{request: fail, response: add}", "{response: add}")
                .ask("GET", URL);

        assertThat(explanation.policies().get(0).onResponse().changes())
                .containsExactly(new HeaderChange(HeaderChange.Kind.ADDED, "x-made", "made"));
        assertThat(explanation.policies().get(1).onResponse()).isNull();
        assertThat(explanation.policies().get(2).onResponse()).isNull();
        assertThat(explanation.answer().headers()).contains(new Field("x-made", "made"));
    }

    @Test
    void passesOverAPolicyWhoseRulesDoNotMatch() {
        Explanation explanation =
                new Explained(folder, Explained.api("ruled", "http://127.0.0.1:8081", """
                services: {s: {address: "http://up.test:9000"}}
                policies:
                  - policyRef: {name: acting}
                    config: {request: fail}
                    rules:
                      - {methods: POST, path: "/x", headers: {x-a: "1"}}
                """)).ask("GET", URL);

        PolicyTrial skipped = explanation.policies().get(0);
        assertThat(skipped.onRequest().decision()).isEqualTo(Turn.Decision.SKIPPED);
        assertThat(skipped.onResponse()).isNull();
        assertThat(skipped.rules().get(0).checks())
                .containsExactly(
                        new RuleTrial.Check("methods", "POST", "GET", false),
                        new RuleTrial.Check("path", "/x", "/x", true),
                        new RuleTrial.Check("header x-a", "1", null, false));
        assertThat(explanation.answer().source()).isEqualTo(Explanation.Source.UPSTREAM);
        assertThat(explanation.ran()).isEmpty();
    }

    @Test
    void assumesThatAPolicyPassesThatWouldHaveToCall() {
        Explanation explanation = guarded("{request: call}", "{request: add}").ask("GET", URL);

        Turn unknown = explanation.policies().get(0).onRequest();
        assertThat(unknown.decision()).isEqualTo(Turn.Decision.UNKNOWN);
        assertThat(unknown.calls()).containsExactly("https://keys.test:8443/keys");
        assertThat(unknown.reason()).isEqualTo("cannot be known without calling https://keys.test:8443/keys");
        assertThat(explanation.certain()).isFalse();
        assertThat(explanation.policies().get(1).onRequest().decision()).isEqualTo(Turn.Decision.CONTINUES);
        assertThat(explanation.upstreamUrls()).containsExactly("http://up.test:9000/x?q=1");
    }

    @Test
    void saysTheSameTwiceAboutAPolicyThatWouldCall() {
        Explained explained = guarded("{request: call}");

        explained.ask("GET", URL);

        assertThat(explained.ask("GET", URL).policies().get(0).onRequest().calls())
                .hasSize(1);
    }

    @Test
    void doesNotKnowWhatATimerBrings() {
        Turn turn =
                guarded("{request: timer}").ask("GET", URL).policies().get(0).onRequest();

        assertThat(turn.decision()).isEqualTo(Turn.Decision.UNKNOWN);
        assertThat(turn.reason()).isEqualTo("cannot be known without waiting");
    }

    @Test
    void doesNotKnowWhatTheBodyOfTheUpstreamBrings() {
        Explanation explanation = guarded("{response: body}").ask("GET", URL);

        Turn turn = explanation.policies().get(0).onResponse();
        assertThat(turn.decision()).isEqualTo(Turn.Decision.UNKNOWN);
        assertThat(turn.bodyLimit()).isEqualTo(10);
        assertThat(explanation.certain()).isFalse();
    }

    @Test
    void showsTheBodyOfAPolicysOwnAnswer() {
        Explanation explanation =
                guarded("{response: body}", "{request: respond}").ask("GET", URL);

        assertThat(explanation.answer().status()).isEqualTo(202);
        assertThat(explanation.answer().error()).isNull();
        assertThat(explanation.answer().headers()).contains(new Field("x-body", "{\"taken\":true}"));
    }

    @Test
    void refusesWhatBreaksAPolicy() {
        Explanation explanation = guarded("{request: throw}").ask("GET", URL);

        assertThat(explanation.answer().error()).isEqualTo(GatewayError.POLICY_FAILED);
        assertThat(explanation.answer().status()).isEqualTo(500);
    }

    @Test
    void letsAResponsePolicyReplaceTheAnswer() {
        Explanation explanation = guarded("{response: add}", "{response: fail}").ask("GET", URL);

        assertThat(explanation.answer().status()).isEqualTo(403);
        assertThat(explanation.answer().stoppedBy()).isEqualTo("guarded-acting-flex-2");
        assertThat(explanation.answer().headers()).contains(new Field("x-made", "made"));
        assertThat(explanation.upstreamUrls()).isNotEmpty();
    }

    @Test
    void givesAPolicyTheBodyThatItAsksFor() {
        Explanation explanation = guarded("{request: body}").ask(withBody("0123456789"));

        assertThat(explanation.policies().get(0).onRequest().bodyLimit()).isEqualTo(10);
        assertThat(explanation.forwarding().headers())
                .contains(new Field("x-body", "0123456789"), new Field("content-length", "10"));
    }

    @Test
    void refusesABodyThatIsTooLargeForAPolicy() {
        Explanation explanation = guarded("{request: body}").ask(withBody("01234567890"));

        assertThat(explanation.answer().error()).isEqualTo(GatewayError.BODY_TOO_LARGE);
    }

    @Test
    void countsEachRequestAsTheFirst() {
        Explained explained =
                new Explained(folder, Explained.guarded("{request: count}").replace("name: acting", "name: counting"));

        explained.ask("GET", URL);
        Explanation second = explained.ask("GET", URL);

        assertThat(second.policies().get(0).onRequest().decision()).isEqualTo(Turn.Decision.CONTINUES_WITHIN_QUOTA);
        assertThat(second.policies().get(0).onResponse().decision()).isEqualTo(Turn.Decision.CONTINUES);
    }

    @Test
    void tellsWhatChanges() {
        Explanation explanation = guarded(
                        "{request: add, name: x-a, value: two}", "{request: remove, name: x-b}", "{request: add}")
                .ask(Question.of("GET", URL).with("X-A", "one").with("X-B", "b"));

        assertThat(explanation.policies())
                .flatExtracting(policy -> policy.onRequest().changes())
                .containsExactly(
                        new HeaderChange(HeaderChange.Kind.CHANGED, "x-a", "two"),
                        new HeaderChange(HeaderChange.Kind.REMOVED, "x-b", ""),
                        new HeaderChange(HeaderChange.Kind.ADDED, "x-made", "made"));
    }

    @Test
    void printsNoSecretThatAPolicyPutsIntoAHeader() {
        Explanation explanation = guarded("{request: add, response: add, value: secret, secret: $KEY}", "{}")
                .ask(Question.of("GET", URL).with("Authorization", "Bearer mine"));

        assertThat(explanation.toString()).doesNotContain("hush-hush", "Bearer mine");
        assertThat(explanation.forwarding().headers())
                .contains(new Field("x-made", "***"), new Field("Authorization", "***"));
        assertThat(explanation.answer().headers()).contains(new Field("x-made", "***"));
    }

    @Test
    void printsNoValueThatCameFromTheEnvironment() {
        Explanation explanation = guarded("{request: add, value: $KEY}")
                .ask(Question.of("GET", URL).with("x-other", "shown"));

        assertThat(explanation.toString()).doesNotContain("hush-hush");
        assertThat(explanation.forwarding().headers())
                .contains(new Field("x-made", "***"), new Field("x-other", "shown"));
    }

    @Test
    void knowsWhereAPolicyIsWritten() {
        PolicyTrial policy = guarded("{}").ask("GET", URL).policies().get(0);

        assertThat(policy.place()).isNotNull();
        assertThat(policy.place().file()).endsWith("api.yaml");
        assertThat(policy.place().line()).isEqualTo(8);
        assertThat(policy.type()).isEqualTo("acting-flex");
    }

    @Test
    void runsThePoliciesOfAnApiWithoutAFittingRoute() {
        Explanation explanation =
                new Explained(folder, Explained.api("ruled", "http://127.0.0.1:8081", """
                services: {s: {address: "http://up.test:9000", routes: [{rules: [{path: /y}]}]}}
                policies:
                  - {policyRef: {name: acting}, config: {response: add}}
                """)).ask("GET", URL);

        assertThat(explanation.match().route()).isNull();
        assertThat(explanation.answer().error()).isEqualTo(GatewayError.NO_ROUTE);
        assertThat(explanation.answer().headers()).contains(new Field("x-made", "made"));
    }

    private Explained guarded(String... policies) {
        return new Explained(folder, Explained.guarded(policies));
    }

    private static Question withBody(String text) {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        return new Question("POST", URL, List.of(), body, InetAddress.getLoopbackAddress());
    }
}
