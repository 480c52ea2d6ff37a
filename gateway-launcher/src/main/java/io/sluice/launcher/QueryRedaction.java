package io.sluice.launcher;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Locale;
import java.util.Set;

/** Takes secrets out of a query before it is logged. */
final class QueryRedaction {
    private static final String REDACTED = "REDACTED";

    /** Names of parameters, lower case, whose values are nobody's business. */
    private static final Set<String> SENSITIVE = Set.of(
            "access_token",
            "refresh_token",
            "id_token",
            "token",
            "api_key",
            "apikey",
            "key",
            "password",
            "code",
            "client_secret",
            "client_assertion");

    private QueryRedaction() {}

    /** {@code query}, which comes without question mark, with the value of every sensitive parameter replaced. */
    static String redact(String query) {
        if (query.indexOf('=') < 0) {
            return query;
        }
        StringBuilder out = new StringBuilder(query.length());
        int start = 0;
        while (start <= query.length()) {
            int end = endOfParameter(query, start);
            parameter(query.substring(start, end), out);
            if (end < query.length()) {
                out.append(query.charAt(end));
            }
            start = end + 1;
        }
        return out.toString();
    }

    private static int endOfParameter(String query, int start) {
        int end = start;
        while (end < query.length() && query.charAt(end) != '&' && query.charAt(end) != ';') {
            end++;
        }
        return end;
    }

    private static void parameter(String parameter, StringBuilder out) {
        int equals = parameter.indexOf('=');
        if (equals < 0 || !sensitive(parameter.substring(0, equals))) {
            out.append(parameter);
            return;
        }
        out.append(parameter, 0, equals + 1).append(REDACTED);
    }

    private static boolean sensitive(String name) {
        try {
            return SENSITIVE.contains(QueryStringDecoder.decodeComponent(name).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }
}
