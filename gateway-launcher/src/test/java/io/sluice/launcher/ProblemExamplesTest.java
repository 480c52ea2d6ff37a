package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Problem;
import io.sluice.config.ProblemCode;
import io.sluice.config.ProblemPage;
import io.sluice.config.testing.ConfigFolder;
import io.sluice.policies.BuiltInPolicies;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of docs/problems do what their pages say: the first causes the problem, a second one is free of it. */
class ProblemExamplesTest {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void showsWhatCausesTheProblemAndWhatMendsIt(ProblemCode code) {
        List<String> samples = YAML.matcher(ProblemPage.of(code).text())
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```yaml\n".length(), block.length() - "```".length()))
                .toList();

        if (!samples.isEmpty()) {
            assertThat(problems("wrong", samples.get(0)))
                    .as("the example of %s", code.docs())
                    .extracting(Problem::code)
                    .contains(code);
        }
        if (samples.size() > 1) {
            assertThat(problems("right", samples.get(1)))
                    .as("the remedy of %s", code.docs())
                    .isEmpty();
        }
    }

    private List<Problem> problems(String name, String yaml) {
        return ConfigFolder.in(directory.resolve(name), BuiltInPolicies.all())
                .file("sample.yaml", yaml)
                .problems()
                .all();
    }
}
