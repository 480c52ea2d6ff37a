package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.diff.Change;
import io.sluice.config.diff.ConfigDiff;
import io.sluice.config.render.EffectiveJson;
import io.sluice.config.render.EffectiveYaml;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every pair of configurations. */
class DiffPropertyTest {
    private static final int ROUNDS = 60;

    @TempDir
    Path folder;

    @Test
    void findsNothingBetweenAConfigurationAndItself() throws IOException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            EffectiveConfig config = load("same" + seed, documents(seed));

            ConfigDiff diff = ConfigDiff.between(config, config);

            assertThat(diff.changes()).as("seed %d", seed).isEmpty();
            assertThat(diff.risks()).isEmpty();
            assertThat(diff.summary()).isEqualTo("no changes");
        }
    }

    @Test
    void mirrorsTheOtherDirection() throws IOException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            EffectiveConfig one = load("one" + seed, documents(seed));
            EffectiveConfig other = load("other" + seed, documents(seed + 1_000));

            assertThat(mirrored(ConfigDiff.between(one, other)))
                    .as("seed %d", seed)
                    .isEqualTo(plain(ConfigDiff.between(other, one)));
        }
    }

    @Test
    void makesNothingOfFilesOrderCommentsAndSpaces() throws IOException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            List<String> documents = documents(seed);
            List<String> shuffled = new ArrayList<>(documents.stream()
                    .map(text ->
                            "# a comment\n" + text.replace(": {", ":   {  ").replace("-flex", ""))
                    .toList());
            Collections.shuffle(shuffled, new Random(seed));

            ConfigDiff diff = ConfigDiff.between(load("plain" + seed, documents), load("shuffled" + seed, shuffled));

            assertThat(diff.changes()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void isTheSameAfterAJourneyThroughJson() throws IOException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            EffectiveConfig config = load("json" + seed, documents(seed));

            EffectiveConfig read = EffectiveJson.read(EffectiveJson.write(config), BuiltInPolicies.all());

            assertThat(ConfigDiff.between(config, read).changes())
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(EffectiveYaml.write(read)).isEqualTo(EffectiveYaml.write(config));
        }
    }

    private EffectiveConfig load(String name, List<String> documents) throws IOException {
        return DiffFolders.effective(folder.resolve(name), documents.toArray(String[]::new));
    }

    private static List<String> documents(int seed) {
        Random random = new Random(seed);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            String address = "http://127.0.0.1:" + (8081 + random.nextInt(2)) + "/base" + i;
            documents.add(DiffFolders.api("api" + i, address, services(random), policies(random)));
        }
        return documents;
    }

    private static String services(Random random) {
        List<String> services = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            String routes = some(random, List.of("/a", "/b", "'/c/.*'", "'/.*'")).stream()
                    .map(path -> "{rules: [{path: " + path + ", methods: " + (random.nextBoolean() ? "GET" : "GET|PUT")
                            + "}]}")
                    .collect(Collectors.joining(", "));
            services.add("s" + i + ": {address: 'http://127.0.0.1:" + (9001 + random.nextInt(2)) + "', routes: ["
                    + routes + "]}");
        }
        return "{" + String.join(", ", services) + "}";
    }

    private static String policies(Random random) {
        return some(
                        random,
                        List.of(
                                "{policyRef: {name: http-basic-authentication-flex}, config: {username: u, password: p"
                                        + random.nextInt(2) + "}}",
                                "{policyRef: {name: rate-limiting-flex}, config: {rateLimits: [{maximumRequests: "
                                        + (1 + random.nextInt(3)) + ", timePeriodInMilliseconds: 1000}]}}",
                                "{policyRef: {name: ip-blocklist-flex}, config: {ips: [10.0.0." + random.nextInt(3)
                                        + "]}, rules: [{path: /a}]}",
                                "{policyRef: {name: cors-flex}, config: {publicResource: true}}"))
                .toString();
    }

    private static List<String> some(Random random, List<String> all) {
        List<String> some = new ArrayList<>(all);
        Collections.shuffle(some, random);
        return some.subList(0, random.nextInt(some.size() + 1));
    }

    /** Kind, subject and values of each change, but not of moves, for which there may be several equally short ways. */
    private static List<String> plain(ConfigDiff diff) {
        return diff.changes().stream()
                .filter(change -> !change.kind().aspect().equals("moved"))
                .map(change -> text(change.kind().sign(), change, change.before(), change.after()))
                .sorted()
                .toList();
    }

    private static List<String> mirrored(ConfigDiff diff) {
        return diff.changes().stream()
                .filter(change -> !change.kind().aspect().equals("moved"))
                .map(change -> text(opposite(change.kind().sign()), change, change.after(), change.before()))
                .sorted()
                .toList();
    }

    private static char opposite(char sign) {
        return switch (sign) {
            case '+' -> '-';
            case '-' -> '+';
            default -> sign;
        };
    }

    private static String text(char sign, Change change, @Nullable Object left, @Nullable Object right) {
        return sign + " " + change.kind().subject() + ' ' + change.api() + ' ' + change.path() + ' ' + left + ' '
                + right;
    }
}
