package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemPageTest {
    private static final Path FOLDER = Path.of("..", "docs", "problems");
    private static final Map<String, String> FAMILIES = new TreeMap<>(Map.of(
            "GW1",
            "Syntax and schema",
            "GW2",
            "References",
            "GW3",
            "What does not go together",
            "GW4",
            "Posture",
            "GW5",
            "Accepted without effect",
            "GW6",
            "Worth knowing"));

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void explainsEachCode(ProblemCode code) throws IOException {
        Path page = FOLDER.resolve(code.id() + ".md");

        assertThat(page)
                .as(
                        "write %s: the line \"%s\", what it means, \"## Example\", \"## Remedy\"; GW1203.md is a model",
                        code.docs(), ProblemPage.title(code))
                .isRegularFile();
        assertThat(Files.readString(page))
                .as("%s must begin with the meaning of ProblemCode.%s", code.docs(), code.name())
                .startsWith(ProblemPage.title(code) + "\n\n")
                .contains("\n## Example\n\n```", "\n## Remedy\n\n");
        assertThat(ProblemPage.of(code).text()).isEqualTo(Files.readString(page));
        assertThat(ProblemPage.of(code).explanation()).isNotEmpty().doesNotContain("## ");
    }

    @Test
    void explainsNothingThatDoesNotExist() throws IOException {
        try (Stream<Path> pages = Files.list(FOLDER)) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .as("remove the pages of codes that ProblemCode does not have")
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
                            .map(code -> code.id() + ".md")
                            .toList());
        }
    }

    @Test
    void listsEachCodeOnTheFirstPage() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("README.md")))
                .as("the tables of docs/problems/README.md")
                .endsWith(tables());
    }

    @Test
    void findsACodeByItsIdInAnyCase() {
        assertThat(ProblemPage.code("gw1203")).contains(ProblemCode.UNKNOWN_KEY);
        assertThat(ProblemPage.code("GW9999")).isEmpty();
    }

    private static String tables() {
        StringBuilder out = new StringBuilder();
        FAMILIES.forEach((family, name) -> {
            out.append("\n## ").append(family).append(": ").append(name).append("\n\n| Code | Meaning |\n|---|---|\n");
            Arrays.stream(ProblemCode.values())
                    .filter(code -> code.id().startsWith(family))
                    .sorted((a, b) -> a.id().compareTo(b.id()))
                    .forEach(code -> out.append("| [" + code + "](" + code + ".md) | " + code.meaning() + " |\n"));
        });
        return out.toString();
    }
}
