package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.Verdict;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Range;
import java.util.List;

/**
 * Tells browsers which pages of other origins may use an API (Fetch standard, CORS protocol).
 *
 * <p>It runs before all other policies and answers every OPTIONS request itself, so a preflight needs no credentials and reaches nothing. It refuses
 * nothing else: a browser that finds no permission in a response keeps it from the page.
 *
 * <p>Threading: immutable, shared by all loops.
 */
public final class CorsPolicy implements Policy {
    public static final PolicyType<Config> TYPE = PolicyType.of("cors-flex", Config.class, CorsPolicy::new)
            .describedAs(
                    Purpose.CORS,
                    "Tells browsers which pages of other origins may use the API, and answers their preflight requests before any other policy runs.")
            .runsFirst();

    private static final LocalResponse OK = LocalResponse.empty(200);
    private static final String PREFLIGHT_VARIES_BY =
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

    private final Origins origins;

    /** Whom browsers may let in. */
    public record Config(
            @Doc("Whether every origin is accepted, with whatever method and headers it asks for.") @Default("true")
            boolean publicResource,

            @Doc("Whether browsers may send cookies and other credentials; without effect on a public resource.")
            @Default("false")
            boolean supportCredentials,

            @Doc("Who is accepted if the resource is not public.")
            List<OriginGroup> originGroups) {}

    /** Origins that are treated alike. */
    public record OriginGroup(
            @Doc("A name for readers of the file.") @Default("Default group")
            String name,

            @Doc("Exact origins such as https://portal.example.com, or * for any.")
            List<String> origins,

            @Doc("Seconds for which browsers may remember the answer to a preflight.")
            @Default("30")
            @Range(min = 0, max = 86_400)
            int accessControlMaxAge,

            @Doc("The methods that are accepted; without it CONNECT, DELETE, GET, OPTIONS, PATCH, POST, PUT and TRACE.")
            List<AllowedMethod> allowedMethods,

            @Doc("The request headers that are accepted, or * for any.")
            List<String> headers,

            @Doc("The response headers that pages may read.")
            List<String> exposedHeaders) {}

    /** One method of a group. */
    public record AllowedMethod(
            @Doc("The method, such as GET.") @NotEmpty String methodName,

            @Doc("Whether it is accepted.") @Default("true") boolean isAllowed) {}

    CorsPolicy(Config config, PolicyContext context) {
        origins = Origins.of(config, context);
    }

    @Override
    public Verdict onRequest(Exchange exchange) {
        RequestHead request = exchange.request();
        if (request.method().equals("OPTIONS")) {
            return answer(exchange);
        }
        Grant grant = origins.grant(request.headers());
        if (grant != null) {
            exchange.state(grant.allowsMethod(request.method()) ? grant : Grant.NONE);
        }
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict onResponse(Exchange exchange) {
        HttpHeaders headers = exchange.requireResponse().headers();
        if (!headers.containsValue(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN, true)
                && !headers.containsValue(HttpHeaderNames.VARY, "*", true)) {
            headers.add(HttpHeaderNames.VARY, "Origin");
        }
        Grant grant = exchange.state();
        if (grant != null) {
            grant.replaceIn(headers);
        }
        return Verdict.CONTINUE;
    }

    private Verdict answer(Exchange exchange) {
        HttpHeaders request = exchange.request().headers();
        Verdict verdict = exchange.respond(OK);
        HttpHeaders response = exchange.requireResponse().headers();
        response.set(HttpHeaderNames.VARY, PREFLIGHT_VARIES_BY);
        Grant grant = origins.grant(request);
        if (grant != null) {
            grant.answerPreflight(request, response);
        }
        return verdict;
    }
}
