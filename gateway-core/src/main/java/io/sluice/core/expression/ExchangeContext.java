package io.sluice.core.expression;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.Identity;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expression sees of an exchange: the request in the request phase, status and headers of the response in the response phase. Nothing is copied
 * before it is asked for, so what a policy changes is seen by the next evaluation.
 */
public final class ExchangeContext implements ExpressionContext {
    private final Exchange exchange;
    private final boolean responding;
    private final Variables variables;
    private final @Nullable String payload;
    private @Nullable Map<String, String> queryParams;

    private ExchangeContext(Exchange exchange, boolean responding, Variables variables, @Nullable String payload) {
        this.exchange = exchange;
        this.responding = responding;
        this.variables = variables;
        this.payload = payload;
    }

    /** The request phase, without {@code vars} and {@code payload}. */
    public static ExchangeContext request(Exchange exchange) {
        return request(exchange, Variables.NONE, null);
    }

    /**
     * The request phase.
     *
     * @param payload the request body as text, null if it was not read
     */
    public static ExchangeContext request(Exchange exchange, Variables variables, @Nullable String payload) {
        return new ExchangeContext(exchange, false, variables, payload);
    }

    /** The response phase, without {@code vars} and {@code payload}. */
    public static ExchangeContext response(Exchange exchange) {
        return response(exchange, Variables.NONE, null);
    }

    /**
     * The response phase.
     *
     * @param payload the response body as text, null if it was not read
     */
    public static ExchangeContext response(Exchange exchange, Variables variables, @Nullable String payload) {
        return new ExchangeContext(exchange, true, variables, payload);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return responding ? ofResponse(name) : ofRequest(name);
    }

    @Override
    public @Nullable Object authentication(String name) {
        Identity identity = exchange.identity();
        if (identity == null) {
            return null;
        }
        return switch (name) {
            case "principal" -> identity.principal();
            case "clientId" -> identity.clientId();
            case "clientName" -> identity.clientName();
            case "properties" -> identity.properties();
            default -> null;
        };
    }

    @Override
    public @Nullable Object variable(String name) {
        return variables.get(name);
    }

    @Override
    public @Nullable Object payload() {
        return payload;
    }

    private @Nullable Object ofResponse(String name) {
        ResponseHead response = exchange.response();
        if (response == null) {
            return null;
        }
        return switch (name) {
            case "headers" -> headers(response.headers());
            case "statusCode" -> (double) response.status();
            default -> null;
        };
    }

    private @Nullable Object ofRequest(String name) {
        RequestHead request = exchange.request();
        return switch (name) {
            case "headers" -> headers(request.headers());
            case "method" -> request.method();
            case "queryParams" -> queryParams();
            case "queryString" -> request.query();
            case "requestPath" -> request.path();
            case "requestUri" -> request.pathAndQuery();
            case "localAddress" -> ip(request.local());
            case "remoteAddress" -> ip(exchange.client());
            case "scheme" -> request.scheme();
            case "version" -> request.version();
            default -> null;
        };
    }

    private static Map<String, String> headers(HttpHeaders headers) {
        return new HeaderMap(headers);
    }

    private Map<String, String> queryParams() {
        if (queryParams == null) {
            queryParams = QueryMap.of(exchange.request().query());
        }
        return queryParams;
    }

    /** The address without port, IPv6 in its canonical form (RFC 5952). */
    private static String ip(InetSocketAddress address) {
        return address.getAddress() == null ? address.getHostString() : NetUtil.toAddressString(address.getAddress());
    }
}
