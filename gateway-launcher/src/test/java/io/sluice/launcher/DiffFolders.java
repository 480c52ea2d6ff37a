package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.ConfigLoader;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.LoadResult;
import io.sluice.config.ProcessSettings;
import io.sluice.config.diff.ConfigDiff;
import io.sluice.core.observe.Metrics;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations as they are compared: through files and the loader that a gateway uses. */
final class DiffFolders {
    private DiffFolders() {}

    /** An API {@code orders} on port 8081 of this machine. */
    static String orders(String services, String policies) {
        return api("orders", "http://127.0.0.1:8081/orders", services, policies);
    }

    /** @param services and {@code policies}: in YAML's flow style */
    static String api(String name, String address, String services, String policies) {
        return """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: %s}
                spec:
                  address: %s
                  services: %s
                  policies: %s
                """.formatted(name, address, services, policies);
    }

    static EffectiveConfig effective(Path folder, String... documents) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < documents.length; i++) {
            Files.writeString(folder.resolve("manifest" + i + ".yaml"), documents[i]);
        }
        ConfigLoader loader =
                new ConfigLoader(BuiltInPolicies.all(), new Metrics(), ProcessSettings.defaults(), name -> null);
        LoadResult result = loader.load(folder);
        assertThat(result).as(() -> report(result)).isInstanceOf(LoadResult.Loaded.class);
        LoadResult.Loaded loaded = (LoadResult.Loaded) result;
        loaded.discard();
        return loaded.effective();
    }

    static ConfigDiff diff(Path folder, String before, String after) throws IOException {
        return ConfigDiff.between(
                effective(folder.resolve("before"), before), effective(folder.resolve("after"), after));
    }

    private static String report(LoadResult result) {
        return result instanceof LoadResult.Rejected rejected
                ? rejected.problems().pretty()
                : "";
    }
}
