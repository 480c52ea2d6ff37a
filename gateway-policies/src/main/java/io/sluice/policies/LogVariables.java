package io.sluice.policies;

import io.netty.util.NetUtil;
import io.sluice.core.expression.HeaderMap;
import io.sluice.core.expression.Variables;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Identity;
import io.sluice.core.policy.RequestHead;
import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What {@code vars} means in the message log. Identifiers that only a management platform could give are null. */
final class LogVariables implements Variables {
    private static final int ERROR_STATUS = 400;
    /** A moment as RFC 3339 writes it, in UTC with milliseconds. */
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Exchange exchange;
    private final boolean responding;

    LogVariables(Exchange exchange, boolean responding) {
        this.exchange = exchange;
        this.responding = responding;
    }

    @Override
    public @Nullable Object get(String name) {
        return switch (name) {
            case "apiName", "apiInstanceName" -> exchange.api();
            case "reqId" -> exchange.requestId();
            case "receivedTs" -> moment(exchange.epochMillis() - ageMillis());
            case "request" -> request();
            case "remoteAddress", "method", "requestPath" -> ofRequest(name);
            default -> responding ? ofResponse(name) : null;
        };
    }

    private @Nullable Object ofResponse(String name) {
        return switch (name) {
            case "repliedTs" -> moment(exchange.epochMillis());
            case "requestDisposition" -> isViolation() ? "VIOLATION" : "PROCESSED";
            case "violation" -> isViolation() ? violation() : null;
            default -> null;
        };
    }

    private long ageMillis() {
        return TimeUnit.NANOSECONDS.toMillis(exchange.nanoTime() - exchange.startNanos());
    }

    private static String moment(long epochMillis) {
        return RFC_3339.format(Instant.ofEpochMilli(epochMillis));
    }

    private Map<String, Object> request() {
        return Map.of(
                "headers", new HeaderMap(exchange.request().headers()),
                "remoteAddress", ofRequest("remoteAddress"),
                "method", ofRequest("method"),
                "requestPath", ofRequest("requestPath"));
    }

    private String ofRequest(String name) {
        RequestHead request = exchange.request();
        return switch (name) {
            case "method" -> request.method();
            case "requestPath" -> request.path();
            default -> remoteAddress();
        };
    }

    private String remoteAddress() {
        InetAddress address = exchange.client().getAddress();
        return address == null ? exchange.client().getHostString() : NetUtil.toAddressString(address);
    }

    /** Some policies answer for the upstream without refusing, such as a preflight. */
    private boolean isViolation() {
        if (exchange.stoppedBy() == null) {
            return false;
        }
        return exchange.error() != null
                || (exchange.response() != null && exchange.requireResponse().status() >= ERROR_STATUS);
    }

    private Map<String, @Nullable Object> violation() {
        Map<String, @Nullable Object> violation = new HashMap<>();
        Identity identity = exchange.identity();
        violation.put("clientId", identity == null ? null : identity.clientId());
        violation.put("clientName", identity == null ? null : identity.clientName());
        violation.put("policyName", exchange.stoppedBy());
        violation.put("violationType", isFault(exchange.error()) ? "ERROR" : "VIOLATION");
        return violation;
    }

    private static boolean isFault(@Nullable GatewayError error) {
        return error != null && error.side() != GatewayError.Side.CLIENT;
    }
}
