package io.sluice.core.runtime;

import io.sluice.core.policy.RequestHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: base path to API, then the first of the API's routes, in their order, whose rules match. The cost depends on the
 * length of the path and not on the number of APIs; routes of one API are indexed by the leading plain segments of their path rules.
 */
public final class RouteTable {
    /**
     * The routes of one API.
     *
     * @param routes in the order in which they are tried
     * @param unrouted takes the requests that match none of them
     */
    public record ApiRoutes(Api api, List<Route> routes, Route unrouted) {
        public ApiRoutes {
            routes = List.copyOf(routes);
        }
    }

    /** Below this many routes trying one after the other is as fast as an index. */
    private static final int INDEX_FROM = 8;

    private final List<ApiRoutes> apis;
    private final PrefixTable<RouteChoice> byBasePath;

    /** @param apis with distinct base paths */
    public RouteTable(List<ApiRoutes> apis) {
        this.apis = List.copyOf(apis);
        Map<String, RouteChoice> entries = new HashMap<>();
        for (ApiRoutes entry : this.apis) {
            entries.put(entry.api().basePath(), choice(entry));
        }
        byBasePath = new PrefixTable<>(entries);
    }

    public List<ApiRoutes> apis() {
        return apis;
    }

    /** The route for {@code request}, which is told its base path; null if no API has the path. */
    public @Nullable Route match(RequestHead request) {
        int found = byBasePath.longest(request.path());
        if (found == PrefixTable.NONE) {
            return null;
        }
        request.basePathLength(byBasePath.length(found));
        return byBasePath.value(found).firstFor(request).choose();
    }

    private static RouteChoice choice(ApiRoutes entry) {
        List<Route> routes = entry.routes();
        boolean sole = routes.size() == 1 && routes.get(0).rules().isAlways();
        return sole ? routes.get(0) : new ApiIndex(entry);
    }

    private static final class ApiIndex implements RouteChoice {
        private final List<Route> routes;
        private final Route unrouted;
        private final @Nullable PrefixTable<List<Candidate>> byPrefix;

        private record Candidate(int position, Route route) {}

        ApiIndex(ApiRoutes entry) {
            routes = entry.routes();
            unrouted = entry.unrouted();
            byPrefix = routes.size() < INDEX_FROM ? null : index(routes);
        }

        private static PrefixTable<List<Candidate>> index(List<Route> routes) {
            Map<String, List<Candidate>> entries = new LinkedHashMap<>();
            for (int i = 0; i < routes.size(); i++) {
                Candidate candidate = new Candidate(i, routes.get(i));
                List<Rule> rules = candidate.route.rules().rules();
                if (rules.isEmpty()) {
                    entries.computeIfAbsent("", key -> new ArrayList<>()).add(candidate);
                }
                rules.stream()
                        .map(rule -> rule.path().literalSegments())
                        .distinct()
                        .forEach(prefix -> entries.computeIfAbsent(prefix, key -> new ArrayList<>())
                                .add(candidate));
            }
            return new PrefixTable<>(entries);
        }

        @Override
        public Route firstFor(RequestHead request) {
            return byPrefix == null ? firstOf(request) : indexed(byPrefix, request);
        }

        private Route indexed(PrefixTable<List<Candidate>> index, RequestHead request) {
            Search search = new Search(request);
            index.forEach(request.apiPath(), search);
            return search.best == null ? unrouted : search.best.route;
        }

        private Route firstOf(RequestHead request) {
            for (int i = 0; i < routes.size(); i++) {
                if (routes.get(i).rules().holds(request)) {
                    return routes.get(i);
                }
            }
            return unrouted;
        }

        private static final class Search implements PrefixTable.Visitor<List<Candidate>> {
            private final RequestHead request;
            private @Nullable Candidate best;

            Search(RequestHead request) {
                this.request = request;
            }

            @Override
            public void found(List<Candidate> candidates, int prefixLength) {
                for (int i = 0; i < candidates.size(); i++) {
                    Candidate candidate = candidates.get(i);
                    if (best != null && candidate.position > best.position) {
                        return;
                    }
                    if (candidate.route.rules().holds(request)) {
                        best = candidate;
                        return;
                    }
                }
            }
        }
    }
}
