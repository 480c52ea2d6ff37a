package io.sluice.config.explain;

import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.runtime.ProtectedFields;
import java.util.List;
import java.util.Locale;

/** Fields that the data plane drops when they arrive because an upstream may take them for another one, such as {@code Content_Length}. */
final class LookAlike {
    private LookAlike() {}

    /** Drops them, with a note for each. */
    static void drop(HttpHeaders headers, List<String> notes) {
        for (String name : List.copyOf(headers.names())) {
            String meant = meant(name);
            boolean disguised = !name.toLowerCase(Locale.ROOT).matches("[a-z0-9]+(-[a-z0-9]+)*");
            if (disguised && ProtectedFields.contain(meant)) {
                headers.remove(name);
                notes.add("the header " + name + " is dropped: an upstream may take it for " + meant);
            }
        }
    }

    private static String meant(String name) {
        String dashed = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return dashed.replaceAll("^-+|-+$", "");
    }
}
