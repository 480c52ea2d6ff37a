package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.expression.ExchangeContext;
import io.sluice.core.expression.Expression;
import io.sluice.core.expression.ExpressionException;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.policy.Verdict;
import io.sluice.core.schema.Doc;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds headers to requests and responses. A header that cannot be computed ends the exchange with 500.
 *
 * <p>Threading: immutable; shared by all event loops.
 */
public final class HeaderInjectionPolicy implements Policy {
    public static final PolicyType<Config> TYPE = PolicyType.of(
                    "header-injection-flex", Config.class, HeaderInjectionPolicy::new)
            .describedAs(
                    Purpose.TRANSFORMATION,
                    "Adds headers to requests on their way to the upstream and to responses on their way to the client, literal or computed for each request.");

    private static final Logger LOG = LoggerFactory.getLogger(HeaderInjectionPolicy.class);

    public record Config(
            @Doc("Headers added to the request on its way to the upstream.")
            List<Header> inboundHeaders,

            @Doc("Headers added to the response on its way to the client.")
            List<Header> outboundHeaders) {
        public Config {
            inboundHeaders = List.copyOf(inboundHeaders);
            outboundHeaders = List.copyOf(outboundHeaders);
        }
    }

    public record Header(
            @Doc("The name of the header; may be an expression.")
            Expression key,

            @Doc("The value of the header; may be an expression.")
            Expression value) {}

    private final String binding;
    private final List<InjectedHeader> inbound;
    private final List<InjectedHeader> outbound;

    HeaderInjectionPolicy(Config config, PolicyContext context) {
        if (config.inboundHeaders().isEmpty() && config.outboundHeaders().isEmpty()) {
            context.problem(
                    "inboundHeaders", "inboundHeaders or outboundHeaders must name a header but both are empty");
        }
        binding = context.binding();
        inbound = injected("inboundHeaders", config.inboundHeaders(), context);
        outbound = injected("outboundHeaders", config.outboundHeaders(), context);
    }

    private static List<InjectedHeader> injected(String path, List<Header> headers, PolicyContext context) {
        List<InjectedHeader> injected = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            injected.add(new InjectedHeader(header.key(), header.value(), path + "[" + i + "]", context));
        }
        return List.copyOf(injected);
    }

    @Override
    public Verdict onRequest(Exchange exchange) {
        return inbound.isEmpty()
                ? Verdict.CONTINUE
                : inject(inbound, exchange, exchange.request().headers(), ExchangeContext.request(exchange));
    }

    @Override
    public Verdict onResponse(Exchange exchange) {
        return outbound.isEmpty()
                ? Verdict.CONTINUE
                : inject(outbound, exchange, exchange.requireResponse().headers(), ExchangeContext.response(exchange));
    }

    private Verdict inject(
            List<InjectedHeader> injected, Exchange exchange, HttpHeaders headers, ExchangeContext context) {
        try {
            for (int i = 0; i < injected.size(); i++) {
                injected.get(i).addTo(headers, context);
            }
            return Verdict.CONTINUE;
        } catch (ExpressionException e) {
            LOG.debug(
                    "[api: {}] [policy: {}] [req: {}] {}",
                    exchange.api(),
                    binding,
                    exchange.requestId(),
                    e.getMessage());
            return exchange.fail(GatewayError.POLICY_FAILED);
        }
    }
}
