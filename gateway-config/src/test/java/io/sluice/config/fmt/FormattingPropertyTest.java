package io.sluice.config.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** What must hold for every manifest, tried on generated ones; the seed of a failure is in its message. */
class FormattingPropertyTest {
    private static final int MANIFESTS = 500;
    private static final Pattern COMMENT = Pattern.compile("# (?:header|end|item|above|eol)\\d+");

    private static final Map<Long, List<String>> FORMATTED = LongStream.range(0, MANIFESTS)
            .boxed()
            .collect(Collectors.toMap(seed -> seed, FormattingPropertyTest::beforeAndAfter));

    @Test
    void formatsWhatIsFormattedToItself() {
        forEach((seed, before, after) -> assertThat(format(seed, after)).isEqualTo(after));
    }

    @Test
    void keepsTheMeaning() {
        forEach((seed, before, after) ->
                assertThat(load(after)).as("seed %s", seed).isEqualTo(load(before)));
    }

    @Test
    void keepsEveryCommentOnce() {
        forEach((seed, before, after) ->
                assertThat(comments(after)).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(comments(before)));
    }

    @Test
    void keepsCommentsAtTheEndOfTheirLine() {
        forEach((seed, before, after) -> assertThat(marked(after, "# eol"))
                .as("seed %s", seed)
                .containsExactlyInAnyOrderElementsOf(marked(before, "# eol")));
    }

    @Test
    void keepsCommentsAboveTheirKey() {
        forEach((seed, before, after) -> assertThat(aboveKeys(after))
                .as("seed %s", seed)
                .containsExactlyInAnyOrderElementsOf(aboveKeys(before)));
    }

    @Test
    void writesTheEnvelopeInOrderUnlessAnAliasForbids() {
        forEach((seed, before, after) -> {
            if (before.contains("*a")) {
                return;
            }
            List<String> keys = after.lines()
                    .filter(line -> line.matches("(apiVersion|kind|metadata|spec):.*"))
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .toList();
            for (int i = 0; i < keys.size(); i += 4) {
                assertThat(keys.subList(i, i + 4))
                        .as("seed %s", seed)
                        .containsExactly("apiVersion", "kind", "metadata", "spec");
            }
        });
    }

    private interface Property {
        void check(long seed, String before, String after);
    }

    private static void forEach(Property property) {
        FORMATTED.forEach((seed, texts) -> property.check(seed, texts.get(0), texts.get(1)));
    }

    private static List<String> beforeAndAfter(long seed) {
        String before = GeneratedManifest.of(seed);
        return List.of(before, format(seed, before));
    }

    private static String format(long seed, String text) {
        FormatResult result = ManifestFormatter.format(text.getBytes(StandardCharsets.UTF_8));
        assertThat(result).as("seed %s", seed).isInstanceOf(FormatResult.Formatted.class);
        return ((FormatResult.Formatted) result).text();
    }

    private static List<Object> load(String text) {
        List<Object> documents = new ArrayList<>();
        new Yaml(new LoaderOptions()).loadAll(text).forEach(documents::add);
        return documents;
    }

    private static List<String> comments(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = COMMENT.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    /** Lines with such a comment, without indentation and dashes, which depend on what comes first. */
    private static List<String> marked(String text, String word) {
        return text.lines()
                .filter(line -> line.contains(word))
                .map(FormattingPropertyTest::bare)
                .toList();
    }

    /** Comments that belong to keys, each with the line of its key. */
    private static List<String> aboveKeys(String text) {
        List<String> lines = text.lines().toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("# above")) {
                String key = lines.subList(i + 1, lines.size()).stream()
                        .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                        .findFirst()
                        .orElse("");
                found.add(lines.get(i).strip() + " / " + bare(key));
            }
        }
        return found;
    }

    private static String bare(String line) {
        return line.replaceFirst("^[ -]*", "").strip();
    }
}
