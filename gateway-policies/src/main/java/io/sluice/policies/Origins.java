package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.PolicyContext;
import io.sluice.policies.CorsPolicy.AllowedMethod;
import io.sluice.policies.CorsPolicy.OriginGroup;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which {@link Grant} an origin has. Origins are compared as a whole, as browsers write them (RFC 6454, section 6.2). */
final class Origins {
    private static final List<String> ALL_METHODS =
            List.of("CONNECT", "DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");
    private static final Grant PUBLIC = new Grant(Grant.ANY, false, List.of(Grant.ANY), List.of(Grant.ANY), "", "30");

    private final Map<String, Grant> exact;
    private final Grant others;

    private Origins(Map<String, Grant> exact, Grant others) {
        this.exact = Map.copyOf(exact);
        this.others = others;
    }

    static Origins of(CorsPolicy.Config config, PolicyContext context) {
        if (config.publicResource()) {
            return new Origins(Map.of(), PUBLIC);
        }
        Map<String, Grant> grants = new HashMap<>();
        for (int i = 0; i < config.originGroups().size(); i++) {
            OriginGroup group = config.originGroups().get(i);
            for (int j = 0; j < group.origins().size(); j++) {
                String origin = canonical(group.origins().get(j));
                String fault = fault(origin, config.supportCredentials());
                if (fault == null) {
                    grants.putIfAbsent(origin, grant(origin, group, config.supportCredentials()));
                } else {
                    context.problem("originGroups[" + i + "].origins[" + j + "]", fault);
                }
            }
        }
        Grant others = grants.remove(Grant.ANY);
        return new Origins(grants, others == null ? Grant.NONE : others);
    }

    /** What the origin of this request may do, null if the request names none. */
    @Nullable
    Grant grant(HttpHeaders request) {
        String origin = request.get(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            return null;
        }
        Grant grant = exact.getOrDefault(origin, others);
        return grant != Grant.NONE && request.getAll(HttpHeaderNames.ORIGIN).size() > 1 ? Grant.NONE : grant;
    }

    private static Grant grant(String origin, OriginGroup group, boolean credentials) {
        return new Grant(
                origin,
                credentials,
                methods(group.allowedMethods()),
                group.headers().stream()
                        .map(name -> name.trim().toLowerCase(Locale.ROOT))
                        .toList(),
                String.join(", ", group.exposedHeaders()),
                Integer.toString(group.accessControlMaxAge()));
    }

    private static List<String> methods(List<AllowedMethod> methods) {
        return methods.isEmpty()
                ? ALL_METHODS
                : methods.stream()
                        .filter(AllowedMethod::isAllowed)
                        .map(AllowedMethod::methodName)
                        .toList();
    }

    private static @Nullable String fault(String origin, boolean credentials) {
        if (origin.equals(Grant.ANY)) {
            return credentials ? "must name exact origins when supportCredentials is true but is *" : null;
        }
        int host = origin.indexOf("://") + 3;
        boolean bare = host > 3 && host < origin.length();
        for (int i = host; i < origin.length(); i++) {
            bare &= "/?#@*, ".indexOf(origin.charAt(i)) < 0;
        }
        return bare ? null : "must be * or scheme://host[:port] but is " + origin;
    }

    private static String canonical(String text) {
        String origin = text.trim().toLowerCase(Locale.ROOT);
        if (origin.startsWith("https://") && origin.endsWith(":443")) {
            return origin.substring(0, origin.length() - 4);
        }
        return origin.startsWith("http://") && origin.endsWith(":80")
                ? origin.substring(0, origin.length() - 3)
                : origin;
    }
}
