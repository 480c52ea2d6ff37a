package io.sluice.config.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing in an explanation fails the test. */
@NullUnmarked
class AdmissionTest {
    private static final String URL = "http://127.0.0.1:8081";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/a%2Fb, \"the path is not unambiguous: some readers take %2F for a slash, and API only has encodedSlashes: refuse\"",
                "/a/..;/b, \"the path is not unambiguous: it has a dot segment in disguise, such as ..;\"",
                "/a%ff, \"the path is not unambiguous: its escapes are no UTF-8, or hide a dot segment\"",
                "/a%5cb, the path is not unambiguous: some readers take %5c for a backslash",
                "/a\\b, the path is not unambiguous: some readers take a backslash for a slash",
                "/a%zz, the path is not unambiguous: %zz is not an escape of the form %41",
                "/a%1, the path is not unambiguous: %1 is not an escape of the form %41",
                "/a%00, \"the path is not unambiguous: %00 is a control character, which no path may hold\"",
                "/a b, the path is not unambiguous: a space must be percent-encoded",
                "/aä, the path is not unambiguous: the character ä outside ASCII must be percent-encoded",
                "/a?b=c d, the query must be percent-encoded but has a space",
            })
    void saysWhatIsWrongWithATarget(String target, String reason) {
        Explanation explanation = ask(Question.of("GET", URL + target));

        assertThat(explanation.refusal().reason()).isEqualTo(reason);
        assertThat(explanation.answer().status()).isEqualTo(400);
        assertThat(explanation.match()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRACE | x: 1 | 405 | the method TRACE is not served",
                "G(T | x: 1 | 400 | the method must be letters, digits and !#$%&'*+-.^_`|~ but is G(T",
            })
    void saysWhatIsWrongWithAMethod(String method, String header, int status, String reason) {
        Explanation explanation = ask(Question.of(method, URL + "/"));

        assertThat(explanation.refusal().error().status()).isEqualTo(status);
        assertThat(explanation.refusal().reason()).startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b|1|400|a header name must be",
                "Host|a b|400|the Host field must be a host with or without a port but is a b",
                "Content-Length|ten|400|Content-Length must be one number but is ten",
                "Transfer-Encoding|gzip|400|Transfer-Encoding must be chunked but is gzip",
                "Transfer-Encoding|gzip, chunked|501|Transfer-Encoding must be chunked but is gzip, chunked",
            })
    void saysWhatIsWrongWithAField(String name, String value, int status, String reason) {
        Explanation explanation = ask(Question.of("GET", URL + "/").with(name, value));

        assertThat(explanation.refusal().error().status()).isEqualTo(status);
        assertThat(explanation.refusal().reason()).startsWith(reason);
    }

    @Test
    void refusesTwoHosts() {
        Explanation explanation =
                ask(Question.of("GET", URL + "/").with("Host", "a").with("Host", "b"));

        assertThat(explanation.refusal().reason()).isEqualTo("a request must have one Host field but has 2");
    }

    @Test
    void refusesControlCharactersInAField() {
        assertThat(ask(Question.of("GET", URL + "/").with("x", "a\u0001b"))
                        .refusal()
                        .reason())
                .isEqualTo("the header x must not hold control characters");
    }

    @Test
    void refusesTwoFramings() {
        Explanation explanation = ask(new Question(
                "POST",
                URL + "/",
                List.of(new Field("Transfer-Encoding", "chunked"), new Field("Content-Length", "1")),
                new byte[1],
                InetAddress.getLoopbackAddress()));

        assertThat(explanation.refusal().reason())
                .isEqualTo("Content-Length and Transfer-Encoding must not stand together");
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(ask(Question.of("GET", URL + "/" + "x".repeat(17_000)))
                        .answer()
                        .status())
                .isEqualTo(414);
        assertThat(ask(Question.of("GET", URL + "/").with("x", "y".repeat(62_000)))
                        .answer()
                        .status())
                .isEqualTo(431);
        Question many = Question.of("GET", URL + "/");
        for (int i = 0; i < 200; i++) {
            many = many.with("x" + i, "1");
        }
        assertThat(ask(many).refusal().reason())
                .isEqualTo("there may be 200 header fields (limits.requestHeaderCount) but there are 201");
    }

    @Test
    void refusesALargeBody() {
        Explained explained = new Explained(folder, Explained.guarded("{}"), "limits: {requestBody: 10}");
        Question question = new Question("POST", URL + "/", List.of(), new byte[11], Question.client("127.0.0.1"));

        assertThat(explained.ask(question).answer().status()).isEqualTo(413);
        assertThat(explained.ask(question).refusal().reason())
                .isEqualTo("the body may hold 10 bytes (limits.requestBody) but holds 11");
    }

    @Test
    void saysHowAPathIsRead() {
        Explanation explanation = ask(Question.of("GET", URL + "/a/../b//c/%7Ed?x=%2F"));

        assertThat(explanation.request().path()).isEqualTo("/b/c/~d");
        assertThat(explanation.notes()).containsExactly("the path /a/../b//c/%7Ed is read, and forwarded, as /b/c/~d");
        assertThat(explanation.upstreamUrls()).containsExactly("http://up.test:9000/b/c/~d?x=%2F");
    }

    @Test
    void letsOptionsAskForEverything() {
        assertThat(ask(Question.of("OPTIONS", "*")).refusal()).isNull();
        assertThat(ask(Question.of("GET", "*")).refusal().reason()).isEqualTo("only OPTIONS may ask for *");
    }

    private Explanation ask(Question question) {
        return new Explained(folder, Explained.api("only", URL, "services: {s: {address: \"http://up.test:9000\"}}"))
                .ask(question);
    }
}
