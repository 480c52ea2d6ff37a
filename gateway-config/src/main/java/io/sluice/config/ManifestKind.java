package io.sluice.config;

import java.util.Arrays;
import java.util.List;
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
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElse(null);
    }

    static ManifestKind of(Manifest manifest) {
        return of(manifest.getClass());
    }

    static ManifestKind of(Class<? extends Manifest> type) {
        return Arrays.stream(values())
                .filter(kind -> kind.type == type)
                .findFirst()
                .orElseThrow();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(ManifestKind::label).toList();
    }
}
