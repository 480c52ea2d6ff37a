package io.sluice.core.runtime;

import io.sluice.core.observe.Counted;
import io.sluice.core.observe.RouteMeters;
import io.sluice.core.policy.RequestHead;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One destination of an API. Whatever an exchange that goes well needs is here: with many APIs, each object more to look at is one that no cache holds.
 * Immutable.
 */
public final class Route implements RouteChoice, Counted {
    /**
     * One of several destinations.
     *
     * @param weight at least 1; takes this part of the sum of all weights
     */
    public record Share(int weight, Route route) {}

    // What a usual exchange needs comes first, side by side.
    private final int apiCells;
    private final int usualCells;
    private final int upstreamCells;
    private final boolean restoresBasePath;
    private final List<Share> shares;
    private final List<PolicyStep> steps;
    private final @Nullable Upstream upstream;
    private final @Nullable EndpointKey endpoint;
    private final String authority;
    private final Duration responseTimeout;
    private final Api api;
    private final String name;
    private final Condition rules;
    private final String destinationPath;
    private final RouteMeters meters;

    /**
     * A route with a single destination.
     *
     * @param name {@code service[index]}, for logs and metrics
     * @param rules which requests it takes
     * @param destinationPath put in front of the forwarded path, without trailing slash; empty for nothing
     * @param upstream null if requests of this API that match no route end here: its policies run, then the answer is 404
     * @param responseTimeout from the end of the request to the end of the response head
     */
    public Route(
            Api api,
            String name,
            Condition rules,
            String destinationPath,
            @Nullable Upstream upstream,
            Duration responseTimeout,
            RouteMeters meters) {
        this(api, name, rules, destinationPath, upstream, responseTimeout, meters, List.of());
    }

    private Route(
            Api api,
            String name,
            Condition rules,
            String destinationPath,
            @Nullable Upstream upstream,
            Duration responseTimeout,
            RouteMeters meters,
            List<Share> shares) {
        this.api = api;
        this.name = name;
        this.rules = rules;
        this.destinationPath = destinationPath;
        this.upstream = upstream;
        this.responseTimeout = responseTimeout;
        this.meters = meters;
        this.shares = List.copyOf(shares);
        steps = api.steps();
        authority = upstream == null ? "" : upstream.authority();
        endpoint = upstream == null ? null : upstream.endpoint();
        apiCells = api.meters().cells();
        usualCells = upstream == null ? 0 : meters.usual();
        upstreamCells = upstream == null ? 0 : upstream.meters().durations();
        restoresBasePath = rules.isAlways() && destinationPath.equals(api.basePath());
    }

    public Api api() {
        return api;
    }

    public String name() {
        return name;
    }

    public Condition rules() {
        return rules;
    }

    public String destinationPath() {
        return destinationPath;
    }

    public @Nullable Upstream upstream() {
        return upstream;
    }

    public Duration responseTimeout() {
        return responseTimeout;
    }

    @Override
    public RouteMeters meters() {
        return meters;
    }

    @Override
    public int apiCells() {
        return apiCells;
    }

    @Override
    public int usualCells() {
        return usualCells;
    }

    @Override
    public int upstreamCells() {
        return upstreamCells;
    }

    /** If requests are shared among several destinations: all of them, each as a route of its own. */
    public List<Share> shares() {
        return shares;
    }

    /** The policy chain of the API. */
    public List<PolicyStep> steps() {
        return steps;
    }

    /** Value of the Host field for the upstream; empty if there is none. */
    public String authority() {
        return authority;
    }

    /** Of the upstream; routes of one snapshot to the same one have the same object. */
    public @Nullable EndpointKey endpoint() {
        return endpoint;
    }

    /** This route, with each request led to one of {@code destinations}. */
    public Route shared(List<Share> destinations) {
        return new Route(api, name, rules, destinationPath, upstream, responseTimeout, meters, destinations);
    }

    /** This route, which is asked if it is the only one of its API and takes every request. */
    @Override
    public Route firstFor(RequestHead request) {
        return this;
    }

    /** Where a request that matched this route goes: chosen at random by weight if there are several destinations. */
    Route choose() {
        if (shares.isEmpty()) {
            return this;
        }
        int total = 0;
        for (int i = 0; i < shares.size(); i++) {
            total += shares.get(i).weight();
        }
        int ticket = ThreadLocalRandom.current().nextInt(total);
        int last = 0;
        while (ticket >= shares.get(last).weight()) {
            ticket -= shares.get(last).weight();
            last++;
        }
        return shares.get(last).route();
    }

    /** The request target to send upstream: rewritten path and the query as it came. */
    public String target(RequestHead request) {
        if (request.path().equals("*")) {
            return "*";
        }
        return request.withQuery(keepsPath(request) ? request.path() : join(rules.rewrite(request)));
    }

    /** Whether what is put in front is what was taken away; behind a base path there must be something, since without it a slash is added. */
    private boolean keepsPath(RequestHead request) {
        return restoresBasePath && request.path().length() > request.basePathLength();
    }

    private String join(String path) {
        if (destinationPath.isEmpty()) {
            return path.startsWith("/") ? path : '/' + path;
        }
        return path.isEmpty() || path.startsWith("/") ? destinationPath + path : destinationPath + '/' + path;
    }
}
