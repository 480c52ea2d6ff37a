package io.sluice.core.runtime;

import io.sluice.core.observe.RouteMeters;
import io.sluice.core.policy.RequestHead;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One destination of an API.
 *
 * @param name {@code service[index]}, for logs and metrics
 * @param rules which requests it takes
 * @param destinationPath put in front of the forwarded path, without trailing slash; empty for nothing
 * @param upstream null if requests of this API that match no route end here: its policies run, then the answer is 404
 * @param responseTimeout from the end of the request to the end of the response head
 * @param shares if requests are shared among several destinations: all of them, each as a route of its own
 */
public record Route(
        Api api,
        String name,
        Condition rules,
        String destinationPath,
        @Nullable Upstream upstream,
        Duration responseTimeout,
        RouteMeters meters,
        List<Share> shares) {
    /**
     * One of several destinations.
     *
     * @param weight at least 1; takes this part of the sum of all weights
     */
    public record Share(int weight, Route route) {}

    public Route {
        shares = List.copyOf(shares);
    }

    /** A route with a single destination. */
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

    /** This route, with each request led to one of {@code destinations}. */
    public Route shared(List<Share> destinations) {
        return new Route(api, name, rules, destinationPath, upstream, responseTimeout, meters, destinations);
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
        return rules.isAlways()
                && destinationPath.equals(api.basePath())
                && request.path().length() > destinationPath.length();
    }

    private String join(String path) {
        if (destinationPath.isEmpty()) {
            return path.startsWith("/") ? path : '/' + path;
        }
        return path.isEmpty() || path.startsWith("/") ? destinationPath + path : destinationPath + '/' + path;
    }
}
