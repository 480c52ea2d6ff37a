package io.sluice.core.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A well-formed head.
 *
 * @param old whether it is of HTTP/1.0
 */
record ModelHead(String method, String target, boolean old, List<ModelField> fields) {
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.is(name))
                .map(ModelField::value)
                .toList();
    }

    /** The members of all Connection lines in lower case (RFC 9110 section 7.6.1). */
    Set<String> connection() {
        Set<String> options = new TreeSet<>();
        for (String line : values("connection")) {
            for (String member : line.split(",", -1)) {
                options.add(member.strip().toLowerCase(Locale.ROOT));
            }
        }
        return options;
    }

    /** RFC 9112 section 9.3. */
    boolean keepsAlive() {
        Set<String> options = connection();
        return !options.contains("close") && (!old || options.contains("keep-alive"));
    }
}
