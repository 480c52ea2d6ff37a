package io.sluice.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a rule takes.
 *
 * @param headers by names in lower case
 * @param rule null for a route without rules, which takes everything
 */
record RequestRegion(
        Language path,
        Language methods,
        Language host,
        Map<String, Language> headers,
        @Nullable RuleSpec rule,
        Location at) {
    private static final String PATHS = "/.*";
    private static final String METHODS = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String HOSTS = "[^A-Z]*";
    private static final List<String> COMMON_METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

    static RequestRegion everything(Location at) {
        return new RequestRegion(possible(PATHS), possible(METHODS), possible(HOSTS), Map.of(), null, at);
    }

    /** Empty if one of the expressions cannot be seen as a set. */
    static Optional<RequestRegion> of(RuleSpec rule) {
        Optional<Language> path = Language.of(rule.path().source());
        Optional<Language> methods = Language.of(rule.methods().source());
        Optional<Language> host = Language.of(rule.host().source());
        Map<String, Language> headers = new LinkedHashMap<>();
        rule.headers()
                .forEach((name, value) -> Language.of(value.source())
                        .ifPresent(language -> headers.put(name.toLowerCase(Locale.ROOT), language)));
        boolean understood = path.isPresent()
                && methods.isPresent()
                && host.isPresent()
                && headers.size() == rule.headers().size();
        return understood
                ? Optional.of(new RequestRegion(
                        possible(PATHS).and(path.get()),
                        possible(METHODS).and(methods.get()),
                        possible(HOSTS).and(host.get()),
                        headers,
                        rule,
                        rule.at()))
                : Optional.empty();
    }

    /** Whether this region takes every request of {@code other}, were it not for the path. */
    boolean coversButForPath(RequestRegion other) {
        return methods.covers(other.methods)
                && host.covers(other.host)
                && headers.entrySet().stream().allMatch(each -> {
                    Language asked = other.headers.get(each.getKey());
                    return asked != null && each.getValue().covers(asked);
                });
    }

    /** The key of the rule that no request can satisfy; null if there is none. */
    @Nullable
    String impossibleKey() {
        return path.isEmpty() ? "path" : methods.isEmpty() ? "methods" : host.isEmpty() ? "host" : null;
    }

    /** One of these requests, such as {@code GET /orders (x-channel: web)}. */
    String example() {
        String method = COMMON_METHODS.stream()
                .filter(each -> rule == null || rule.methods().matches(each))
                .findFirst()
                .orElseGet(() -> String.valueOf(methods.example()));
        List<String> extras = new ArrayList<>();
        if (rule != null && !rule.host().source().equals(".*")) {
            extras.add("host: " + host.example());
        }
        headers.forEach((name, value) -> extras.add(name + ": " + value.example()));
        return method + ' ' + path.example() + (extras.isEmpty() ? "" : " (" + String.join(", ", extras) + ')');
    }

    private static Language possible(String regex) {
        return Language.of(regex).orElseThrow();
    }
}
