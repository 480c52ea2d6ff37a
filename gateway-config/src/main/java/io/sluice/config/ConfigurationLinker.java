package io.sluice.config;

import io.sluice.core.runtime.Timeouts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code Configuration} documents → the settings of the gateway that they change; says what of them has no effect. */
final class ConfigurationLinker {
    private static final String TIMEOUTS = "timeouts";

    private final Map<String, Manifest.Configuration> documents = new LinkedHashMap<>();
    private final Map<String, EffectiveConfig.Setting> settings = new LinkedHashMap<>();
    private final Timeouts standard;
    private final Findings findings;
    private final RecordBinder binder;

    /** @param standard the process settings, which count where no document says otherwise */
    ConfigurationLinker(List<Manifest.Configuration> manifests, Timeouts standard, Findings findings) {
        this.standard = standard;
        this.findings = findings;
        this.binder = new RecordBinder(findings);
        manifests.forEach(this::add);
    }

    List<EffectiveConfig.Setting> settings() {
        return List.copyOf(settings.values());
    }

    Duration responseTimeout() {
        return Optional.ofNullable(documents.get(TIMEOUTS))
                .flatMap(document -> document.spec().timeouts())
                .map(timeouts -> Duration.ofSeconds(timeouts.upstreamResponseSeconds()))
                .orElse(standard.upstreamResponse());
    }

    private void add(Manifest.Configuration document) {
        Node.Scalar name = document.metadata().name();
        Map<String, Object> tree = binder.tree(document.spec(), new Node.Mapping(name.at(), List.of()));
        if (tree.isEmpty()) {
            findings.add(ProblemCode.MISSING_KEY, name, "a Configuration must have a key under spec but has none");
        }
        tree.forEach((key, values) -> add(document, key, values));
        document.spec().logging().ifPresent(new LoggingCheck(findings, binder)::check);
        IgnoredConfiguration.of(document.spec(), standard)
                .forEach(ignored -> findings.add(
                        ProblemCode.IGNORED_CONFIGURATION, name, ignored + "; it is accepted for compatibility"));
    }

    private void add(Manifest.Configuration document, String key, Object values) {
        Node.Scalar name = document.metadata().name();
        Manifest.Configuration first = documents.putIfAbsent(key, document);
        if (first != null) {
            String message = "two Configurations are about " + key + "; the first one counts";
            findings.add(Problem.of(ProblemCode.DUPLICATE_CONFIGURATION, name, message)
                    .firstAt(first.metadata().name().at()));
            return;
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        if (values instanceof Map<?, ?> map) {
            map.forEach((each, value) -> shown.put(String.valueOf(each), value));
        } else {
            shown.put(key, values);
        }
        settings.put(
                key,
                new EffectiveConfig.Setting(
                        key, document.metadata().qualifiedName(), name.at().place(), shown));
    }
}
