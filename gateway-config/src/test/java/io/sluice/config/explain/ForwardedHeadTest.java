package io.sluice.config.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing in an explanation fails the test. */
@NullUnmarked
class ForwardedHeadTest {
    private static final Question QUESTION =
            new Question("GET", "http://api.test:8081/x", List.of(), new byte[0], Question.client("10.0.0.7"));

    @TempDir
    Path folder;

    @Test
    void saysWhomTheRequestComesFrom() {
        Explanation explanation = ask(
                "",
                QUESTION.with("X-Forwarded-For", "1.2.3.4")
                        .with("X-Forwarded-Proto", "https")
                        .with("Forwarded", "for=1.2.3.4")
                        .with("Via", "1.1 other"));

        assertThat(sent("x-forwarded-for", explanation)).isEqualTo("1.2.3.4, 10.0.0.7");
        assertThat(sent("x-forwarded-proto", explanation)).isEqualTo("http");
        assertThat(sent("x-forwarded-host", explanation)).isEqualTo("api.test:8081");
        assertThat(sent("x-forwarded-port", explanation)).isEqualTo("8081");
        assertThat(sent("forwarded", explanation)).isEmpty();
        assertThat(sent("via", explanation)).isEqualTo("1.1 other, 1.1 sluice");
        assertThat(sent("host", explanation)).isEqualTo("up.test:9000");
    }

    @Test
    void believesATrustedProxy() {
        String settings = "trustedProxies: {addresses: [10.0.0.0/8]}";

        Explanation explanation =
                ask(settings, QUESTION.with("X-Forwarded-Proto", "https").with("Forwarded", "for=1.2.3.4"));

        assertThat(sent("x-forwarded-proto", explanation)).isEqualTo("https");
        assertThat(sent("forwarded", explanation))
                .isEqualTo("for=1.2.3.4, for=10.0.0.7;host=\"api.test:8081\";proto=http");
    }

    @Test
    void keepsWhatIsForOneHop() {
        Explanation explanation = ask(
                "",
                QUESTION.with("Connection", "x-private, keep-alive")
                        .with("X-Private", "1")
                        .with("TE", "trailers")
                        .with("X-Other", "2"));

        assertThat(sent("x-private", explanation)).isEmpty();
        assertThat(sent("te", explanation)).isEmpty();
        assertThat(sent("connection", explanation)).isEmpty();
        assertThat(sent("x-other", explanation)).isEqualTo("2");
    }

    @Test
    void passesAnUpgradeOnButNoneToHttp2() {
        Question question = QUESTION.with("Connection", "upgrade");

        assertThat(sent("upgrade", ask("", question.with("Upgrade", "websocket"))))
                .isEqualTo("websocket");
        assertThat(sent("upgrade", ask("", question.with("Upgrade", "h2c")))).isEmpty();
    }

    @Test
    void dropsWhatLooksLikeAnotherField() {
        Explanation explanation = ask("", QUESTION.with("Content_Length", "9").with("x_mine", "1"));

        assertThat(sent("content_length", explanation)).isEmpty();
        assertThat(sent("x_mine", explanation)).isEqualTo("1");
        assertThat(explanation.notes())
                .containsExactly("the header Content_Length is dropped: an upstream may take it for content-length");
    }

    @Test
    void countsHopsOfOptions() {
        Question options = Question.of("OPTIONS", "http://127.0.0.1:8081/x");

        assertThat(sent("max-forwards", ask("", options.with("Max-Forwards", "3"))))
                .isEqualTo("2");
        Explanation last = ask("", options.with("Max-Forwards", "0"));
        assertThat(last.forwarding()).isNull();
        assertThat(last.answer().status()).isEqualTo(200);
        assertThat(last.answer().source()).isEqualTo(Explanation.Source.GATEWAY);
    }

    @Test
    void sendsABodyOfUnknownLengthInChunks() {
        Question chunked = new Question(
                "POST",
                "http://127.0.0.1:8081/x",
                List.of(new Field("Transfer-Encoding", "chunked")),
                new byte[3],
                Question.client("127.0.0.1"));

        assertThat(sent("transfer-encoding", ask("", chunked))).isEqualTo("chunked");
    }

    private Explanation ask(String settings, Question question) {
        String api = Explained.api("only", "http://0.0.0.0:8081", "services: {s: {address: \"http://up.test:9000\"}}");
        return new Explained(folder, api, settings).ask(question);
    }

    /** Empty if the upstream does not get it. */
    private static String sent(String name, Explanation explanation) {
        List<String> values = explanation.forwarding().headers().stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(name))
                .map(Field::value)
                .toList();
        return String.join("|", values);
    }
}
