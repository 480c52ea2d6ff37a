package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Route;
import io.sluice.config.EffectiveConfig.Rule;
import java.util.List;
import java.util.Optional;

/** Requests that find no route any more, and routes that get no request. */
final class RouteRisks {
    /** Looking for one that is in front of another takes too long with more routes. */
    private static final int MOST_ROUTES = 500;

    private RouteRisks() {}

    /** @param sameRules whether no route was added, removed, moved or given other rules */
    static void find(Api before, Api after, Pairing<Route> routes, boolean sameRules, Draft draft) {
        if (sameRules) {
            return;
        }
        routes.removed().stream()
                .filter(route -> shadow(before, route).isEmpty() && !taken(route, after))
                .forEach(route -> {
                    String message =
                            after.name() + " no longer takes " + RuleTexts.of(route.rules()) + ": clients get 404";
                    draft.risk(RiskCode.ROUTE_REMOVED, after.name(), message, route.place());
                });
        routes.kept().forEach(pair -> narrowed(before, after, pair, draft));
        if (after.routes().size() <= MOST_ROUTES) {
            routes.kept().forEach(pair -> shadowed(before, after, pair, draft));
        }
    }

    private static void narrowed(Api before, Api after, Pair<Route> pair, Draft draft) {
        boolean same = RuleTexts.of(pair.before().rules())
                .equals(RuleTexts.of(pair.after().rules()));
        if (!same
                && !taken(pair.before(), after)
                && shadow(before, pair.before()).isEmpty()) {
            String message =
                    after.name() + " takes " + RuleTexts.of(pair.after().rules()) + " where it took "
                            + RuleTexts.of(pair.before().rules()) + ": clients may get 404";
            draft.risk(
                    RiskCode.ROUTE_NARROWED, after.name(), message, pair.after().place());
        }
    }

    private static void shadowed(Api before, Api after, Pair<Route> pair, Draft draft) {
        shadow(after, pair.after())
                .filter(other -> shadow(before, pair.before()).isEmpty())
                .ifPresent(other -> {
                    String message = "route " + pair.after().name() + " of " + after.name()
                            + " gets no request any more: " + other.name() + " in front of it takes them all";
                    draft.risk(
                            RiskCode.ROUTE_SHADOWED,
                            after.name(),
                            message,
                            pair.after().place());
                });
    }

    /** Whether the routes of {@code api} certainly take every request that {@code route} takes. */
    private static boolean taken(Route route, Api api) {
        if (route.rules().isEmpty()) {
            return api.routes().stream().anyMatch(other -> RuleCover.covers(other.rules(), List.of()));
        }
        return route.rules().stream().allMatch(rule -> taken(rule, api));
    }

    private static boolean taken(Rule rule, Api api) {
        return api.routes().stream().anyMatch(other -> RuleCover.covered(rule, other.rules()));
    }

    /** A route in front of {@code route} that takes everything that it could take. */
    private static Optional<Route> shadow(Api api, Route route) {
        return api.routes().stream()
                .takeWhile(other -> other != route)
                .filter(other -> RuleCover.covers(other.rules(), route.rules()))
                .findFirst();
    }
}
