package io.sluice.core.runtime;

import io.sluice.core.observe.RouteMeters;
import io.sluice.core.policy.RequestHead;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One destination of an API.
 *
 * @param name {@code service[index]}, for logs and metrics
 * @param rules which requests it takes
 * @param destinationPath put in front of the forwarded path, without trailing slash; empty for nothing
 * @param upstream null if requests of this API that match no route end here: its policies run, then the answer is 404
 * @param responseTimeout from the end of the request to the end of the response head
 */
public record Route(
        Api api,
        String name,
        Condition rules,
        String destinationPath,
        @Nullable Upstream upstream,
        Duration responseTimeout,
        RouteMeters meters) {

    /** The request target to send upstream: rewritten path and the query as it came. */
    public String target(RequestHead request) {
        if (request.path().equals("*")) {
            return "*";
        }
        return request.withQuery(join(rules.rewrite(request)));
    }

    private String join(String path) {
        if (destinationPath.isEmpty()) {
            return path.startsWith("/") ? path : '/' + path;
        }
        return path.isEmpty() || path.startsWith("/") ? destinationPath + path : destinationPath + '/' + path;
    }
}
