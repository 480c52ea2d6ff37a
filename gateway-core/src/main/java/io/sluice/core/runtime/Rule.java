package io.sluice.core.runtime;

import io.sluice.core.policy.RequestHead;
import java.util.List;

/** Predicates on a request that must all hold. The path is the one behind the API's base path; the host is in lower case and without port. */
public record Rule(PathMatcher path, TextMatcher methods, TextMatcher host, List<HeaderRule> headers) {
    /** A header that must be present with a value that matches. */
    public record HeaderRule(String name, TextMatcher value) {}

    public Rule {
        headers = List.copyOf(headers);
    }

    public boolean matches(RequestHead request) {
        return methods.matches(request.method())
                && path.matches(request.apiPath())
                && (host == TextMatcher.ANY || host.matches(request.host()))
                && headersMatch(request);
    }

    private boolean headersMatch(RequestHead request) {
        for (int i = 0; i < headers.size(); i++) {
            HeaderRule rule = headers.get(i);
            String value = request.headers().get(rule.name());
            if (value == null || !rule.value().matches(value)) {
                return false;
            }
        }
        return true;
    }
}
