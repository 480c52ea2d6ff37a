package io.sluice.config.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing in an explanation fails the test. */
@NullUnmarked
class ListenerSearchTest {
    @TempDir
    Path folder;

    @Test
    void choosesByPort() {
        Explanation explanation = two().ask("GET", "http://localhost:8082/x");

        assertThat(explanation.listenerName()).isEqualTo("http:8082");
        assertThat(explanation.listeners().get(0).reason()).isEqualTo("has the port 8081 and the URL leads to 8082");
        assertThat(explanation.match().api()).isEqualTo("second");
    }

    @Test
    void letsTheHostFieldHaveNoSay() {
        Explanation explanation =
                two().ask(Question.of("GET", "http://localhost:8082/x").with("Host", "other.test:8081"));

        assertThat(explanation.listenerName()).isEqualTo("http:8082");
        assertThat(explanation.request().host()).isEqualTo("other.test");
    }

    @Test
    void saysThatNobodyListens() {
        Explanation explanation = two().ask("GET", "http://localhost:8083/x");

        assertThat(explanation.listener()).isNull();
        assertThat(explanation.answer()).isNull();
        assertThat(explanation.apis()).isEmpty();
    }

    @Test
    void saysThatTheProtocolIsAnother() {
        Explanation explanation = two().ask("GET", "https://localhost:8081/x");

        assertThat(explanation.listener()).isNull();
        assertThat(explanation.listeners().get(0).reason()).isEqualTo("speaks http and the URL says https");
    }

    @Test
    void saysThatTheAddressIsAnother() {
        Explanation explanation = two().ask("GET", "http://192.0.2.7:8081/x");

        assertThat(explanation.listener()).isNull();
        assertThat(explanation.listeners().get(0).reason())
                .isEqualTo("is bound to 127.0.0.1 and the URL leads to 192.0.2.7");
    }

    @Test
    void saysThatSeveralCouldBeMeant() {
        Explanation explanation = two().ask("GET", "/x");

        assertThat(explanation.listenerName()).isEqualTo("http:8081");
        assertThat(explanation.listeners().get(1).reason()).isEqualTo("could be meant too");
        assertThat(explanation.notes().get(0))
                .startsWith("several listeners could be meant: http:8081 at 127.0.0.1:8081, http:8082 at");
    }

    @Test
    void takesAPublicUrlForOneThatIsMappedToTheGateway() {
        Explanation explanation = one("http://0.0.0.0:8081").ask("GET", "http://api.example.com/x");

        assertThat(explanation.listenerName()).isEqualTo("http:8081");
        assertThat(explanation.notes().get(0)).startsWith("nothing listens on port 80;");
        assertThat(explanation.request().host()).isEqualTo("api.example.com");
    }

    @Test
    void takesAnyPortForOneThatTheSystemChooses() {
        assertThat(one("http://127.0.0.1:0")
                        .ask("GET", "http://localhost:41234/x")
                        .listenerName())
                .isEqualTo("http:0");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://localhost/x, 'the URL must begin with http://, https:// or / but is ftp://localhost/x'",
        "http:///x, the URL must have a host but is http:///x",
        "http://localhost:99999/x, the port of the URL must be between 0 and 65535 but is 99999",
        "http://localhost:eighty/x, the port of the URL must be between 0 and 65535 but is eighty",
    })
    void refusesAUrlThatNoClientCouldAskFor(String url, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().ask("GET", url))
                .withMessage(message);
    }

    @Test
    void saysWhatAClientLeavesOut() {
        Explanation explanation = two().ask("GET", "http://sam:pw@localhost:8081/x#part");

        assertThat(explanation.notes())
                .hasSize(2)
                .allSatisfy(note -> assertThat(note).contains("left out").doesNotContain("pw"));
        assertThat(explanation.request().path()).isEqualTo("/x");
    }

    @Test
    void takesAUrlWithoutScheme() {
        assertThat(two().ask("GET", "localhost:8082").request().path()).isEqualTo("/");
        assertThat(two().ask("GET", "localhost:8082?a=b").request().query()).isEqualTo("a=b");
    }

    private Explained two() {
        return new Explained(folder, api("first", "http://127.0.0.1:8081") + api("second", "http://127.0.0.1:8082"));
    }

    private Explained one(String address) {
        return new Explained(folder, api("only", address));
    }

    private static String api(String name, String address) {
        return Explained.api(name, address, "services: {s: {address: \"http://up.test:9000\"}}");
    }
}
