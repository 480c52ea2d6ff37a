package io.sluice.policies;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sluice.core.expression.Expression;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Identity;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.PolicyHarness;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class MessageLogPolicyTest {
    private static final String PREFIX =
            "[api: test-api] [policy: test-binding] [req: 00000000-0000-4000-8000-000000000001] [accessLog] ";

    private final Logger logger = (Logger) LoggerFactory.getLogger(LogItem.LOGGER);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(lines);
    }

    @AfterEach
    void hearNoMore() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private static MessageLogPolicy.Item item(String message, String conditional, boolean first, boolean second) {
        return new MessageLogPolicy.Item(
                "sample",
                new MessageLogPolicy.ItemData(
                        Expression.compile(message),
                        Expression.compile(conditional),
                        "accessLog",
                        MessageLogPolicy.Level.INFO,
                        first,
                        second));
    }

    private static PolicyHarness harness(MessageLogPolicy.Item... items) {
        return harness(false, items);
    }

    private static PolicyHarness harness(boolean masked, MessageLogPolicy.Item... items) {
        var config = new MessageLogPolicy.Config(List.of(items), masked, Optional.empty());
        return new PolicyHarness(context -> new MessageLogPolicy(config, context));
    }

    private static PolicyHarness first(String message) {
        return harness(item(message, "true", true, false));
    }

    private static PolicyHarness second(String message) {
        return harness(item(message, "true", false, true));
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private String message() {
        assertThat(messages()).hasSize(1);
        assertThat(messages().get(0)).startsWith(PREFIX);
        return messages().get(0).substring(PREFIX.length());
    }

    @Test
    void logsTheRequestOnce() {
        var call = first("#[attributes.method ++ ' ' ++ attributes.requestPath]")
                .request("GET", "/a")
                .run();
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        call.respondWith(200).complete();
        assertThat(message()).isEqualTo("GET /a");
    }

    @Test
    void logsTheResponseOnce() {
        var call = second("#['st=' ++ attributes.statusCode ++ ' id=' ++ vars.reqId]")
                .request("GET", "/")
                .run();
        assertThat(messages()).isEmpty();
        call.respondWith(503);
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        call.complete();
        assertThat(message()).isEqualTo("st=503 id=00000000-0000-4000-8000-000000000001");
    }

    @Test
    void logsInBothSections() {
        harness(item("x", "true", true, true))
                .request("GET", "/")
                .run()
                .respondWith(200)
                .complete();
        assertThat(messages()).containsExactly(PREFIX + "x", PREFIX + "x");
    }

    @Test
    void logsWhatAnotherPolicyRefused() {
        var call = second(
                        "#[vars.requestDisposition ++ ' ' ++ vars.violation.policyName ++ ' ' ++ vars.violation.violationType"
                                + " ++ ' ' ++ vars.violation.clientId ++ ' ' ++ attributes.statusCode]")
                .request("GET", "/")
                .run();
        call.identity(new Identity("ada", "c-1", null, Map.of()));
        call.fail(GatewayError.RATE_LIMITED);
        call.complete();
        assertThat(message()).isEqualTo("VIOLATION test-binding VIOLATION c-1 429");
    }

    @Test
    void tellsFaultsOfPoliciesFromViolations() {
        var call = second("#[vars.violation.violationType]").request("GET", "/").run();
        call.fail(GatewayError.POLICY_FAILED);
        call.complete();
        assertThat(message()).isEqualTo("ERROR");
    }

    @Test
    void countsOrdinaryAnswersAsProcessed() {
        var call = second("#[[vars.requestDisposition, vars.violation]]")
                .request("GET", "/")
                .run();
        call.respond(LocalResponse.empty(204));
        call.complete();
        assertThat(message()).isEqualTo("[\"PROCESSED\",null]");
    }

    @ParameterizedTest
    @CsvSource({
        "vars.apiName, test-api",
        "vars.apiInstanceName, test-api",
        "vars.method, GET",
        "vars.requestPath, /a",
        "vars.remoteAddress, 192.0.2.1",
        "vars.request.method, GET",
        "vars.request.requestPath, /a",
        "vars.request.remoteAddress, 192.0.2.1",
        "vars.request.headers['X-A'], one",
        "vars.receivedTs, 2023-11-14T22:13:20.000Z",
        "vars.repliedTs, 2023-11-14T22:13:20.250Z",
        "vars.requestDisposition, PROCESSED",
        "vars.violation, null",
        "vars.orgId, null",
        "vars.nothing, null",
    })
    void offersVariablesToTheResponse(String name, String value) {
        PolicyHarness harness = second("#[" + name + "]");
        var call =
                harness.request("GET", "/a?b", "x-a", "one").from("192.0.2.1").run();
        harness.advance(250);
        call.respondWith(200);
        assertThat(message()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "vars.receivedTs, 2023-11-14T22:13:20.000Z",
        "vars.method, GET",
        "vars.repliedTs, null",
        "vars.requestDisposition, null",
        "vars.violation, null",
    })
    void offersVariablesToTheRequest(String name, String value) {
        first("#[" + name + "]").request("GET", "/a").run();
        assertThat(message()).isEqualTo(value);
    }

    @Test
    void logsOnlyWhenTheConditionHolds() {
        PolicyHarness harness = harness(item("bad", "#[attributes.statusCode >= 500]", false, true));
        harness.request("GET", "/").run().respondWith(200);
        assertThat(messages()).isEmpty();
        harness.request("GET", "/").run().respondWith(500);
        assertThat(message()).isEqualTo("bad");
    }

    @Test
    void complainsOnceAboutAConditionThatCannotBeEvaluated() {
        PolicyHarness harness = harness(item("x", "#[vars.missing >= 1]", true, false));
        assertThat(harness.request("GET", "/").run().verdict()).isEqualTo(Verdict.CONTINUE);
        harness.request("GET", "/").run();
        assertThat(message())
                .isEqualTo(
                        "conditional of sample cannot be evaluated, told once: `>=` needs two numbers or two strings but got Null and Number");
        assertThat(lines.list.get(0).getLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void logsNullForAMessageThatCannotBeEvaluated() {
        PolicyHarness harness = first("#[vars.missing ++ 'a']");
        assertThat(harness.request("GET", "/").run().verdict()).isEqualTo(Verdict.CONTINUE);
        harness.request("GET", "/").run();
        assertThat(messages())
                .containsExactly(
                        PREFIX
                                + "message of sample cannot be evaluated, told once: `++` needs strings or arrays but got Null",
                        PREFIX + "null",
                        PREFIX + "null");
    }

    @Test
    void evaluatesNothingBelowTheLevel() {
        logger.setLevel(Level.WARN);
        var call = harness(item("#[payload ++ vars.missing]", "true", true, true))
                .request("POST", "/")
                .run();
        assertThat(call.neededBytes()).isEqualTo(-1);
        call.respondWith(200);
        assertThat(call.neededBytes()).isEqualTo(-1);
        assertThat(messages()).isEmpty();
    }

    @Test
    void logsAtTheLevelOfTheItem() {
        MessageLogPolicy.ItemData data = item("x", "true", true, false).itemData();
        harness(new MessageLogPolicy.Item(
                        "sample",
                        new MessageLogPolicy.ItemData(
                                data.message(),
                                data.conditional(),
                                "audit",
                                MessageLogPolicy.Level.ERROR,
                                true,
                                false)))
                .request("GET", "/")
                .run();
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).endsWith(" [audit] x");
        });
    }

    @Test
    void waitsForTheRequestBodyIfAMessageShowsIt() {
        var call = first("#[payload]").request("POST", "/").run();
        assertThat(call.verdict()).isEqualTo(Verdict.NEED_BODY);
        assertThat(call.neededBytes()).isEqualTo(1 << 20);
        assertThat(messages()).isEmpty();
        call.runBody("hello");
        assertThat(call.verdict()).isEqualTo(Verdict.CONTINUE);
        assertThat(message()).isEqualTo("hello");
    }

    @Test
    void waitsForTheResponseBodyIfAConditionLooksAtIt() {
        var call = harness(item("found", "#[payload contains 'needle']", false, true))
                .request("GET", "/")
                .run();
        call.respondWith(200);
        assertThat(call.verdict()).isEqualTo(Verdict.NEED_BODY);
        call.runResponseBody("a needle").complete();
        assertThat(message()).isEqualTo("found");
    }

    @Test
    void logsWithoutBodyWhenTheBodyNeverCame() {
        var call = second("#[payload default 'none']").request("GET", "/").run();
        call.respondWith(200).complete();
        assertThat(message()).isEqualTo("none");
    }

    @Test
    void keepsAMessageOnOneLine() {
        first("#[attributes.queryParams.q]")
                .request("GET", "/?q=a%0d%0a%09%00%1b%5b2J%c2%85%e2%80%a8%c3%a9")
                .run();
        assertThat(message()).isEqualTo("a\\r\\n\\t\\u0000\\u001b[2J\\u0085\\u2028é");
    }

    @Test
    void doesNotTreatBracesAsPlaceholders() {
        first("{} {}").request("GET", "/").run();
        assertThat(message()).isEqualTo("{} {}");
    }

    @Test
    void masksSensitiveData() {
        harness(true, item("#[attributes.queryParams.q]", "true", true, false))
                .request("GET", "/?q=ada%40example.org,4111111111111111")
                .run();
        assertThat(message()).isEqualTo("****,****");
    }

    @Test
    void masksNothingUnlessEnabled() {
        var config = new MessageLogPolicy.Config(
                List.of(item("a@b.cc", "true", true, false)),
                false,
                Optional.of(new MessageLogPolicy.Masking(List.of(MessageLogPolicy.Entity.EMAIL), List.of())));
        new PolicyHarness(context -> new MessageLogPolicy(config, context))
                .request("GET", "/")
                .run();
        assertThat(message()).isEqualTo("a@b.cc");
    }
}
