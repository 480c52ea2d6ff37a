package io.sluice.core.expression;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A view of headers as expressions see them: names without regard to case, listed in lower case; the values of a repeated header joined by a comma.
 */
final class HeaderMap extends AbstractMap<String, String> {
    private static final String SEPARATOR = ", ";

    private final HttpHeaders headers;

    HeaderMap(HttpHeaders headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        return name instanceof String text ? joined(text) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && headers.contains(text);
    }

    @Override
    public int size() {
        return entrySet().size();
    }

    /** A copy, in the order of first appearance. */
    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        Map<String, String> all = new LinkedHashMap<>();
        headers.forEach(
                header -> all.merge(header.getKey().toLowerCase(Locale.ROOT), header.getValue(), HeaderMap::join));
        return Collections.unmodifiableMap(all).entrySet();
    }

    private @Nullable String joined(String name) {
        Iterator<String> values = headers.valueStringIterator(name);
        if (!values.hasNext()) {
            return null;
        }
        String only = values.next();
        // The iterator runs backwards, the list does not.
        return values.hasNext() ? String.join(SEPARATOR, headers.getAll(name)) : only;
    }

    private static String join(String first, String second) {
        return first + SEPARATOR + second;
    }
}
