package io.sluice.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of manifests, and the records they are bound to. */
enum ManifestKind {
    API_INSTANCE("ApiInstance", Manifest.ApiInstance.class),
    SERVICE("Service", Manifest.Service.class),
    POLICY_BINDING("PolicyBinding", Manifest.PolicyBinding.class),
    CONFIGURATION("Configuration", Manifest.Configuration.class),
    EXTENSION("Extension", Manifest.Extension.class),
    SECRET("Secret", Manifest.Secret.class),
    CONTRACT("Contract", Manifest.Contract.class);

    private static final List<ManifestKind> ALL = List.of(values());

    private static final Map<String, ManifestKind> BY_LABEL =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ManifestKind::label, kind -> kind));

    private final String label;
    private final Class<? extends Record> type;

    <R extends Record & Manifest> ManifestKind(String label, Class<R> type) {
        this.label = label;
        this.type = type;
    }

    /** As in {@code kind}. */
    String label() {
        return label;
    }

    Class<? extends Record> type() {
        return type;
    }

    static @Nullable ManifestKind of(String label) {
        return BY_LABEL.get(label);
    }

    static ManifestKind of(Manifest manifest) {
        return of(manifest.getClass());
    }

    static ManifestKind of(Class<? extends Manifest> type) {
        for (ManifestKind kind : ALL) {
            if (kind.type == type) {
                return kind;
            }
        }
        throw new IllegalStateException(type + " is no kind of manifest");
    }

    static List<String> labels() {
        return ALL.stream().map(ManifestKind::label).toList();
    }
}
