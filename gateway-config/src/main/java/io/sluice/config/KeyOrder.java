package io.sluice.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In which order the keys of a mapping are written: that of the components of the record it is bound to. Threading: immutable.
 */
public final class KeyOrder {
    private static final KeyOrder AS_WRITTEN = new KeyOrder(new Shape.Raw(false));
    private static final String MERGE = "<<";

    private final Shape shape;

    private KeyOrder(Shape shape) {
        this.shape = shape instanceof Shape.Maybe maybe ? maybe.inner() : shape;
    }

    /** For a manifest; null if the document is not for this gateway or has a kind that it does not know. */
    public static @Nullable KeyOrder ofManifest(String apiVersion, String kind) {
        ManifestKind known = ManifestReader.VERSIONS.contains(apiVersion) ? ManifestKind.of(kind) : null;
        return known == null ? null : new KeyOrder(RecordBinder.describe(known.type()));
    }

    /** Keys with lower numbers come first, those with the same number as they are written. */
    public int rank(String key) {
        if (key.equals(MERGE)) {
            return -1;
        }
        List<Setting> settings = shape instanceof Shape.Fields fields ? fields.settings() : List.of();
        for (int i = 0; i < settings.size(); i++) {
            if (settings.get(i).names().contains(key)) {
                return i;
            }
        }
        return settings.size();
    }

    /** For the value of {@code key}. */
    public KeyOrder inside(String key) {
        if (shape instanceof Shape.Entries entries) {
            return new KeyOrder(entries.each());
        }
        if (shape instanceof Shape.Fields fields) {
            for (Setting setting : fields.settings()) {
                if (setting.names().contains(key)) {
                    return new KeyOrder(setting.shape());
                }
            }
        }
        return AS_WRITTEN;
    }

    /** For each item of a list. */
    public KeyOrder ofItems() {
        return shape instanceof Shape.Items items ? new KeyOrder(items.each()) : AS_WRITTEN;
    }
}
