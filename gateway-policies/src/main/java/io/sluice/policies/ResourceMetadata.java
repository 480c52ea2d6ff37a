package io.sluice.policies;

import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.Verdict;
import java.net.URI;

/**
 * Tells clients where to get a token for an API (RFC 9728, section 3).
 *
 * <p>Threading: immutable, shared by all loops.
 */
final class ResourceMetadata {
    private static final String PATH = "/.well-known/oauth-protected-resource";

    private final URI authorizationServer;

    ResourceMetadata(URI authorizationServer) {
        this.authorizationServer = authorizationServer;
    }

    boolean isAskedFor(RequestHead request) {
        return request.apiPath().equals(PATH)
                && (request.method().equals("GET") || request.method().equals("HEAD"));
    }

    Verdict answer(Exchange exchange) {
        String body = "{\"resource\":\"" + resource(exchange.request()) + "\",\"authorization_servers\":[\""
                + authorizationServer.toASCIIString() + "\"],\"bearer_methods_supported\":[\"header\"]}";
        return exchange.respond(LocalResponse.json(200, body));
    }

    /** The address of this document, for a challenge. */
    String address(RequestHead request) {
        return resource(request) + PATH;
    }

    /** The address of the API; of what the client sent, only characters that mean nothing inside quotes are repeated. */
    private static String resource(RequestHead request) {
        String base = request.path().substring(0, request.path().length() - suffix(request));
        return request.scheme() + "://" + plain(request.authority()) + plain(base);
    }

    private static int suffix(RequestHead request) {
        return request.path().endsWith(request.apiPath()) ? request.apiPath().length() : 0;
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9.:\\[\\]_~/%-]", "");
    }
}
