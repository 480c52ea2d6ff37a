package io.sluice.config.explain;

import io.sluice.config.testing.ConfigFolder;
import java.nio.file.Path;
import java.util.List;

/** A folder with one manifest file, written by a test, and what is explained about it. */
final class Explained {
    private final ExplainedConfig config;

    Explained(Path path, String manifest) {
        this(path, manifest, "");
    }

    /** @param settings what {@code gateway.conf} says */
    Explained(Path path, String manifest, String settings) {
        ConfigFolder folder = ConfigFolder.in(path, List.of(ActingPolicy.TYPE, ActingPolicy.COUNTING))
                .file("api.yaml", manifest)
                .file("gateway.conf", settings)
                .environment("KEY", "hush-hush");
        config = new ExplainedConfig(folder::load, folder.settings().engine());
    }

    /** One API at {@code address} that forwards to {@code http://up.test:9000}; {@code rest} is indented by two. */
    static String api(String name, String address, String rest) {
        return """
                apiVersion: gateway.sluice.io/v1
                kind: ApiInstance
                metadata: {name: %s}
                spec:
                  address: %s
                %s
                ---
                """.formatted(name, address, rest.indent(2));
    }

    /** One API on {@code http://127.0.0.1:8081} with this service and these policies, given as JSON settings. */
    static String guarded(String... policies) {
        StringBuilder rest = new StringBuilder("services: {s: {address: \"http://up.test:9000\"}}\npolicies:\n");
        for (String policy : policies) {
            rest.append("  - {policyRef: {name: acting}, config: ")
                    .append(policy)
                    .append("}\n");
        }
        return api("guarded", "http://127.0.0.1:8081", rest.toString());
    }

    Explanation ask(String method, String url) {
        return ask(Question.of(method, url));
    }

    Explanation ask(Question question) {
        ExplainedConfig.Outcome outcome = config.explain(question);
        if (outcome instanceof ExplainedConfig.Invalid invalid) {
            throw new AssertionError(invalid.problems().pretty());
        }
        return ((ExplainedConfig.Explained) outcome).explanation();
    }
}
