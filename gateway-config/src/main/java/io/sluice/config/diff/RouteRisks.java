package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Route;
import io.sluice.config.EffectiveConfig.Rule;
import java.util.List;
import java.util.Optional;

/** Requests that find no route any more, and routes that get no request. */
final class RouteRisks {
    private RouteRisks() {}

    static void find(Api before, Api after, Pairing<Route> routes, Draft draft) {
        routes.removed().stream()
                .filter(route -> shadow(before, route).isEmpty() && !taken(route, after))
                .forEach(route -> {
                    String message =
                            after.name() + " no longer takes " + RuleTexts.of(route.rules()) + ": clients get 404";
                    draft.risk(RiskCode.ROUTE_REMOVED, after.name(), message, route.place());
                });
        routes.kept().forEach(pair -> kept(before, after, pair, draft));
    }

    private static void kept(Api before, Api after, Pair<Route> pair, Draft draft) {
        if (shadow(before, pair.before()).isPresent()) {
            return;
        }
        if (!taken(pair.before(), after)) {
            String message =
                    after.name() + " takes " + RuleTexts.of(pair.after().rules()) + " where it took "
                            + RuleTexts.of(pair.before().rules()) + ": clients may get 404";
            draft.risk(
                    RiskCode.ROUTE_NARROWED, after.name(), message, pair.after().place());
        }
        shadow(after, pair.after()).ifPresent(other -> {
            String message = "route " + pair.after().name() + " of " + after.name() + " gets no request any more: "
                    + other.name() + " in front of it takes them all";
            draft.risk(
                    RiskCode.ROUTE_SHADOWED, after.name(), message, pair.after().place());
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
