package io.sluice.config.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.config.GoldenFile;
import io.sluice.config.explain.GoldenCheck.Mismatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenCheckTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api: guarded                          | {}",
                "route: s[0]                           | {}",
                "status: 200                           | {}",
                "stoppedBy: none                       | {}",
                "code: none                            | {}",
                "upstream: 'http://up.test:9000/x?y=1' | {}",
                "requestHeaders: {X-MADE: made}        | {request: add}",
                "absentRequestHeaders: [x-made]        | {}",
                "headers: {x-made: made}               | {response: add}",
                "policies: [guarded-acting-flex-1]     | {}",
                "status: 403                           | {request: fail}",
                "code: forbidden                       | {request: fail}",
                "stoppedBy: guarded-acting-flex-1      | {request: fail}",
                "upstream: none                        | {request: fail}",
            })
    void acceptsWhatIsSo(String expectation, String policy) throws IOException {
        assertThat(check(expectation, policy)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api: other                        | {}              | api                         | other     | guarded",
                "route: none                       | {}              | route                       | none      | s[0]",
                "status: 201                       | {}              | status                      | 201       | 200",
                "stoppedBy: x                      | {}              | stoppedBy                   | x         | none",
                "code: none                        | {request: fail} | code                        | none      | forbidden",
                "upstream: none                    | {}              | upstream                    | none      | http://up.test:9000/x?y=1",
                "upstream: 'http://x'              | {request: fail} | upstream                    | http://x  | none",
                "requestHeaders: {x-made: made}    | {}              | requestHeaders x-made       | made      | none",
                "absentRequestHeaders: [x-made]    | {request: add}  | absentRequestHeaders x-made | none      | made",
                "headers: {x-made: made}           | {}              | headers x-made              | made      | none",
                "policies: []                      | {}              | policies                    | none      | guarded-acting-flex-1",
            })
    void reportsWhatIsNotSo(String expectation, String policy, String subject, String expected, String actual)
            throws IOException {
        assertThat(check(expectation, policy)).containsExactly(new Mismatch(subject, expected, actual));
    }

    @Test
    void refusesAClientThatIsNoAddress() throws IOException {
        GoldenFile.Golden test = golden("{url: /, client: \"1.2.3\"}", "status: 200");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenCheck.question(test.request()))
                .withMessage("client must be an IP address but is 1.2.3");
    }

    private List<Mismatch> check(String expectation, String policy) throws IOException {
        GoldenFile.Golden test = golden("{url: \"http://127.0.0.1:8081/x?y=1\"}", expectation);
        Explanation explanation = new Explained(folder.resolve("conf"), Explained.guarded(policy))
                .ask(GoldenCheck.question(test.request()));
        return GoldenCheck.of(test, explanation);
    }

    private GoldenFile.Golden golden(String request, String expectation) throws IOException {
        Path file = Files.writeString(
                folder.resolve("tests.yaml"),
                "tests:\n- name: t\n  request: " + request + "\n  expect:\n    " + expectation + "\n");
        return ((GoldenFile.Accepted) GoldenFile.read(file)).tests().get(0);
    }
}
