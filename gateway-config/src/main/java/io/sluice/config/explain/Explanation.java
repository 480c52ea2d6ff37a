package io.sluice.config.explain;

import io.sluice.core.policy.GatewayError;
import io.sluice.core.runtime.Limits;
import io.sluice.core.runtime.Timeouts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one request, and why. Secrets of the configuration and credentials of the caller read {@code ***}.
 *
 * <p>Threading: immutable.
 *
 * @param notes what the reader should know about the question itself
 * @param refusal why the request would not be admitted; then no API is looked for
 * @param listeners all of the configuration; at most one is chosen
 * @param apis all of the listener
 * @param routes all of the API, in the order in which they are tried
 * @param match what was found; null if no API has the path
 * @param policies the chain of the API in request order
 * @param forwarding what would go upstream; null if nothing would
 * @param answer null if no listener takes the request
 * @param timeouts those of the process; the time for a response is that of the route in {@code forwarding}
 */
public record Explanation(
        Request request,
        List<String> notes,
        @Nullable Refusal refusal,
        List<ListenerTrial> listeners,
        List<ApiTrial> apis,
        List<RouteTrial> routes,
        @Nullable Match match,
        List<PolicyTrial> policies,
        @Nullable Forwarding forwarding,
        @Nullable Answer answer,
        Timeouts timeouts,
        Limits limits) {
    /** Stands for the value of {@code x-request-id} where the gateway makes one. */
    public static final String NEW_REQUEST_ID = "(a new identifier)";

    public Explanation {
        notes = List.copyOf(notes);
        listeners = List.copyOf(listeners);
        apis = List.copyOf(apis);
        routes = List.copyOf(routes);
        policies = List.copyOf(policies);
    }

    /** Whether every policy came to a decision, so that nothing is assumed. */
    public boolean certain() {
        return policies.stream()
                .flatMap(PolicyTrial::turns)
                .noneMatch(turn -> turn.decision() == Turn.Decision.UNKNOWN);
    }

    /** The bindings that the request came to, those whose rules do not match left out. */
    public List<String> ran() {
        return policies.stream()
                .filter(PolicyTrial::ran)
                .map(PolicyTrial::binding)
                .toList();
    }

    /** Where the request would go: one URL per destination of the route, none if it goes nowhere. */
    public List<String> upstreamUrls() {
        return forwarding == null
                ? List.of()
                : forwarding.destinations().stream().map(Destination::url).toList();
    }

    /** The listener that takes the request. */
    public @Nullable ListenerTrial listener() {
        return listeners.stream().filter(ListenerTrial::chosen).findFirst().orElse(null);
    }

    /** The name of the listener that takes the request; empty if none does. */
    public String listenerName() {
        ListenerTrial chosen = listener();
        return chosen == null ? "" : chosen.name();
    }

    /**
     * The request as the gateway reads it.
     *
     * @param path canonical; as it was sent if it was refused
     */
    public record Request(
            String method, String url, String host, String path, String query, String client, int bodyBytes) {}

    /** A request that is refused before anything is looked up. */
    public record Refusal(GatewayError error, String reason) {}

    /** @param reason why it was chosen or not */
    public record ListenerTrial(String name, String address, boolean chosen, String reason) {}

    /**
     * An API of the listener.
     *
     * @param basePath {@code /} for the root
     * @param reason why it was chosen or not
     */
    public record ApiTrial(
            String name, String basePath, @Nullable Spot place, boolean chosen, String reason) {}

    /**
     * What was found.
     *
     * @param route null if none of the API's routes matches
     * @param rule position of the matching rule from 1, 0 if the route has no rules
     * @param path behind the base path; what rules look at
     * @param captures what the groups of the path expression caught
     * @param forwardedPath what the upstream sees, without query; null if nothing is forwarded
     */
    public record Match(
            String api,
            @Nullable String route,
            int rule,
            String path,
            List<String> captures,
            @Nullable String forwardedPath) {
        public Match {
            captures = List.copyOf(captures);
        }
    }

    /**
     * What the upstream would get.
     *
     * @param destinations more than one if the route shares requests out by weight
     * @param responseTimeoutMillis from the end of the request to the end of the response head
     * @param headers all fields, in the order in which they are sent
     */
    public record Forwarding(List<Destination> destinations, long responseTimeoutMillis, List<Field> headers) {
        public Forwarding {
            destinations = List.copyOf(destinations);
            headers = List.copyOf(headers);
        }
    }

    /**
     * One upstream.
     *
     * @param url of the forwarded request
     * @param weight share of the requests, relative to the sum of all
     */
    public record Destination(
            String upstream, String url, @Nullable Spot place, int weight) {}

    /** Who answers. */
    public enum Source {
        /** The gateway on its own account. */
        GATEWAY,
        /** A policy. */
        POLICY,
        /** The upstream; its answer is imagined as an empty 200. */
        UPSTREAM
    }

    /**
     * The end of the request.
     *
     * @param error null if there is none
     * @param text what the answer says about the error, null if there is none
     * @param stoppedBy the binding that answered, null if none did
     * @param headers what policies and the gateway put into the answer; framing is left out
     */
    public record Answer(
            int status,
            Source source,
            @Nullable GatewayError error,
            @Nullable String text,
            @Nullable String stoppedBy,
            List<Field> headers) {
        public Answer {
            headers = List.copyOf(headers);
        }
    }
}
