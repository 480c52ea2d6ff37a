package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.policy.Verdict;
import io.sluice.core.schema.Doc;
import java.util.List;

/**
 * Takes headers out of requests and responses.
 *
 * <p>Threading: immutable; shared by all event loops.
 */
public final class HeaderRemovalPolicy implements Policy {
    public static final PolicyType<Config> TYPE = PolicyType.of(
                    "header-removal-flex", Config.class, HeaderRemovalPolicy::new)
            .describedAs(
                    Purpose.TRANSFORMATION,
                    "Takes headers out of requests before they reach the upstream and out of responses before they reach the client.");

    public record Config(
            @Doc("Names, or regular expressions in RE2 syntax, of headers taken out of the request.")
            List<String> inboundHeaders,

            @Doc("Names, or regular expressions in RE2 syntax, of headers taken out of the response.")
            List<String> outboundHeaders) {
        public Config {
            inboundHeaders = List.copyOf(inboundHeaders);
            outboundHeaders = List.copyOf(outboundHeaders);
        }
    }

    private final HeaderNames inbound;
    private final HeaderNames outbound;

    HeaderRemovalPolicy(Config config, PolicyContext context) {
        if (config.inboundHeaders().isEmpty() && config.outboundHeaders().isEmpty()) {
            context.problem(
                    "inboundHeaders", "inboundHeaders or outboundHeaders must name a header but both are empty");
        }
        inbound = HeaderNames.of("inboundHeaders", config.inboundHeaders(), context);
        outbound = HeaderNames.of("outboundHeaders", config.outboundHeaders(), context);
    }

    @Override
    public Verdict onRequest(Exchange exchange) {
        return remove(inbound, exchange.request().headers());
    }

    @Override
    public Verdict onResponse(Exchange exchange) {
        return remove(outbound, exchange.requireResponse().headers());
    }

    private static Verdict remove(HeaderNames names, HttpHeaders headers) {
        names.removeFrom(headers);
        return Verdict.CONTINUE;
    }
}
