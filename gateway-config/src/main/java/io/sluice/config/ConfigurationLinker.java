package io.sluice.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code Configuration} documents → the settings of the gateway that they change; says what has no effect. */
final class ConfigurationLinker {
    private static final Set<String> WITH_EFFECT = Set.of("timeouts", "logging", "probe");
    private static final String TIMEOUTS = "timeouts";

    private final Map<String, EffectiveConfig.Setting> byKey = new LinkedHashMap<>();
    private final Map<String, Manifest.Configuration> documents = new LinkedHashMap<>();
    private final Findings findings;
    private final RecordBinder binder;

    ConfigurationLinker(List<Manifest.Configuration> manifests, Findings findings) {
        this.findings = findings;
        this.binder = new RecordBinder(findings);
        manifests.forEach(this::add);
    }

    List<EffectiveConfig.Setting> settings() {
        return List.copyOf(byKey.values());
    }

    /** @param standard where no document says otherwise */
    Duration responseTimeout(Duration standard) {
        Manifest.Configuration document = documents.get(TIMEOUTS);
        return document == null
                ? standard
                : document.spec()
                        .timeouts()
                        .map(timeouts -> Duration.ofSeconds(timeouts.upstreamResponseSeconds()))
                        .orElse(standard);
    }

    private void add(Manifest.Configuration document) {
        Node.Scalar name = document.metadata().name();
        Map<String, Object> tree = binder.tree(document.spec(), new Node.Mapping(name.at(), List.of()));
        if (tree.isEmpty()) {
            String message = "a Configuration must have one key under spec but has none";
            findings.add(ProblemCode.MISSING_KEY, name, message);
        }
        tree.forEach((key, values) -> add(document, key, values));
    }

    @SuppressWarnings("unchecked")
    private void add(Manifest.Configuration document, String key, Object values) {
        Node.Scalar name = document.metadata().name();
        Manifest.Configuration first = documents.putIfAbsent(key, document);
        if (first != null) {
            String message = "two Configurations are about " + key + "; the first one counts";
            findings.add(Problem.of(ProblemCode.DUPLICATE_CONFIGURATION, name, message)
                    .firstAt(first.metadata().name().at()));
            return;
        }
        if (!WITH_EFFECT.contains(key)) {
            String message = key + " is accepted for compatibility and has no effect in this release";
            findings.add(ProblemCode.IGNORED_CONFIGURATION, name, message);
        }
        Map<String, Object> shown = values instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of(key, values);
        byKey.put(
                key,
                new EffectiveConfig.Setting(
                        key, document.metadata().qualifiedName(), name.at().place(), shown));
    }
}
