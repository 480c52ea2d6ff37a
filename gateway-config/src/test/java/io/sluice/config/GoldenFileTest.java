package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenFileTest {
    @TempDir
    Path folder;

    @Test
    void readsEveryKey() throws IOException {
        GoldenFile.Accepted accepted = (GoldenFile.Accepted) read("""
                tests:
                  - name: first
                    request: {method: POST, url: /x, headers: {x-n: 1}, body: "{}", client: "::1"}
                    expect:
                      api: orders
                      route: s[0]
                      status: 401
                      code: unauthenticated
                      stoppedBy: guard
                      upstream: none
                      requestHeaders: {x-a: b}
                      absentRequestHeaders: [x-c]
                      headers: {x-d: e}
                      policies: [one, two]
                  - {name: second, request: {url: /}, expect: {}}
                """);

        assertThat(accepted.tests()).hasSize(2);
        GoldenFile.Golden first = accepted.tests().get(0);
        assertThat(first.name()).isEqualTo("first");
        assertThat(first.place().line()).isEqualTo(2);
        assertThat(first.request().headers()).containsEntry("x-n", "1");
        assertThat(first.request().client()).isEqualTo("::1");
        assertThat(first.expect().status()).isEqualTo(401);
        assertThat(first.expect().policies()).contains(List.of("one", "two"));
        GoldenFile.Golden second = accepted.tests().get(1);
        assertThat(second.request().method()).isEqualTo("GET");
        assertThat(second.request().client()).isEqualTo("127.0.0.1");
        assertThat(second.expect().policies()).isEqualTo(Optional.empty());
    }

    @Test
    void refusesWhatItDoesNotKnowWithItsPlace() throws IOException {
        GoldenFile.Rejected rejected = (GoldenFile.Rejected) read("""
                tests:
                  - name: first
                    request: {url: /x, header: {a: b}}
                    expect: {state: 401}
                  - {request: {url: /}, expect: {status: 999}}
                """);

        assertThat(rejected.problems().all())
                .extracting(problem -> problem.place().line() + " " + problem.message())
                .containsExactly(
                        "3 unknown key `header`",
                        "4 unknown key `state`",
                        "5 the key `name` is required",
                        "5 status must be between 0 and 599 but is 999");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(GoldenFile.read(folder.resolve("none.yaml"))).isInstanceOf(GoldenFile.Rejected.class);
    }

    @Test
    void refusesAFileWithoutTests() throws IOException {
        assertThat(read("tests: []\n")).isInstanceOf(GoldenFile.Rejected.class);
        assertThat(read("[]\n")).isInstanceOf(GoldenFile.Rejected.class);
    }

    private GoldenFile.Result read(String text) throws IOException {
        return GoldenFile.read(Files.writeString(folder.resolve("tests.yaml"), text));
    }
}
