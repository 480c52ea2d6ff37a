package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.testing.ConfigFolder;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigInputTest {
    private static final String API = """
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: ApiInstance
            metadata: {name: orders}
            spec:
              address: http://127.0.0.1:8081/%s
              services:
                backend: {address: "http://127.0.0.1:9001"}
              policies:
                - policyRef: {name: http-basic-authentication-flex}
                  config: {username: ann, password: "${file:secret.txt}"}
            """;

    @TempDir
    Path path;

    private ConfigFolder folder;

    @BeforeEach
    void write() {
        folder = ConfigFolder.in(path, TestPolicies.ALL)
                .file("a.yaml", API.formatted("first"))
                .file("secret.txt", "one");
    }

    @Test
    void makesTheSameSnapshotWhenTheFilesHaveChanged() {
        LoadResult.Loaded first = load();
        first.confirm();
        folder.file("a.yaml", "kind: [").file("secret.txt", "two");

        LoadResult.Loaded again = (LoadResult.Loaded) folder.loader().load(first.input());

        assertThat(again.snapshot().hash())
                .isEqualTo(first.snapshot().hash())
                .isEqualTo(first.input().hash());
        assertThat(again.snapshot().policies()).isEqualTo(first.snapshot().policies());
        assertThat(first.input().referenced()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo(path.resolve("secret.txt").toString());
            assertThat(new String(entry.bytes(), StandardCharsets.UTF_8)).isEqualTo("one");
        });
    }

    @Test
    void leavesWhatIsKnownOfTheFilesAlone() {
        LoadResult.Loaded first = load();
        first.confirm();
        folder.file("a.yaml", API.formatted("second"));
        load().confirm();
        String before = folder.loader().lastHash();

        ((LoadResult.Loaded) folder.loader().load(first.input())).confirm();

        assertThat(folder.loader().lastHash()).isEqualTo(before);
        assertThat(folder.loader().hash(path)).isEqualTo(before);
    }

    @Test
    void countsOnFromAnEarlierProcess() {
        LoadResult.Loaded first = load();
        GenerationMark mark = new GenerationMark(7, first.snapshot().hash());
        ConfigLoader later =
                new ConfigLoader(TestPolicies.ALL, new Metrics(), ProcessSettings.defaults(), name -> null, mark);

        assertThat(confirmed(later).generation()).as("the same contents").isEqualTo(7);
        folder.file("a.yaml", API.formatted("second"));
        assertThat(confirmed(later).generation()).isEqualTo(8);
    }

    @Test
    void checksAManifestInThePlaceOfAllOthers() {
        folder.file("b.yaml", "kind: [");
        byte[] good = API.formatted("third").getBytes(StandardCharsets.UTF_8);
        byte[] bad = API.formatted("third").replace("address", "adress").getBytes(StandardCharsets.UTF_8);

        assertThat(folder.loader().check(path, "request.yaml", good)).isInstanceOf(LoadResult.Loaded.class);
        assertThat(folder.loader().check(path, "request.yaml", bad))
                .isInstanceOfSatisfying(
                        LoadResult.Rejected.class,
                        rejected -> assertThat(rejected.problems().all())
                                .extracting(Problem::file)
                                .containsOnly("request.yaml"));
    }

    private LoadResult.Loaded load() {
        return (LoadResult.Loaded) folder.load();
    }

    private Snapshot confirmed(ConfigLoader loader) {
        LoadResult.Loaded loaded = (LoadResult.Loaded) loader.load(path);
        loaded.confirm();
        return loaded.snapshot();
    }
}
