package io.sluice.config.explain;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a policy did to one header.
 *
 * @param name in lower case
 * @param value the new one, several joined by a comma; empty if it was removed
 */
public record HeaderChange(Kind kind, String name, String value) {
    /** What happened to it. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    static List<HeaderChange> between(HttpHeaders before, HttpHeaders after, Discretion discretion) {
        Set<String> names = new LinkedHashSet<>();
        before.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        after.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        List<HeaderChange> changes = new ArrayList<>();
        for (String name : names) {
            List<String> was = before.getAll(name);
            List<String> is = after.getAll(name);
            if (!was.equals(is)) {
                Kind kind = was.isEmpty() ? Kind.ADDED : is.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
                changes.add(new HeaderChange(kind, name, shown(name, is, discretion)));
            }
        }
        return changes;
    }

    private static String shown(String name, List<String> values, Discretion discretion) {
        return String.join(
                ", ",
                values.stream().map(value -> discretion.shown(name, value)).toList());
    }
}
