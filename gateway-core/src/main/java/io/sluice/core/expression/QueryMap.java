package io.sluice.core.expression;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parses a query into parameters, decoded once; of equal names the first counts. */
final class QueryMap {
    private QueryMap() {}

    static Map<String, String> of(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = 0;
        while (start < query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            put(parameters, query.substring(start, end));
            start = end + 1;
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static void put(Map<String, String> parameters, String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        if (!pair.isEmpty()) {
            parameters.putIfAbsent(decoded(name), decoded(value));
        }
    }

    /** What is not validly encoded stays as it was sent. */
    private static String decoded(String text) {
        try {
            return QueryStringDecoder.decodeComponent(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
