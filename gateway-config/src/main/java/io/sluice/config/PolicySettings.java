package io.sluice.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds the settings of policies. What is written alike, as in most of a thousand APIs, is bound once and shared. */
final class PolicySettings {
    /** @param tree as in {@link EffectiveConfig.Policy} */
    record Bound<C extends Record>(C config, Map<String, Object> tree) {}

    private final Findings findings;
    private final RecordBinder binder;
    private final Map<Class<?>, Map<String, Bound<?>>> known = new HashMap<>();

    PolicySettings(Findings findings) {
        this.findings = findings;
        this.binder = new RecordBinder(findings);
    }

    /** Null after at least one problem was found. */
    <C extends Record> @Nullable Bound<C> bind(Class<C> type, Node written) {
        binder.reportSecrets(type, written);
        Map<String, Bound<?>> ofType = known.computeIfAbsent(type, key -> new HashMap<>());
        String content = Node.content(written);
        @SuppressWarnings("unchecked") // by its type
        Bound<C> same = (Bound<C>) ofType.get(content);
        if (same != null) {
            return same;
        }
        int before = findings.count();
        C config = binder.bindOnly(type, written);
        if (config == null) {
            return null;
        }
        Bound<C> bound = new Bound<>(config, binder.tree(config, written));
        if (findings.count() == before) { // else the next one has to be told its place too
            ofType.put(content, bound);
        }
        return bound;
    }
}
