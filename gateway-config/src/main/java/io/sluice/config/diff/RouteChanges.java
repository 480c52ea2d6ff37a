package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Destination;
import io.sluice.config.EffectiveConfig.Route;
import io.sluice.config.EffectiveConfig.Rule;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Routes of an API that come, go, move and change. */
final class RouteChanges {
    private final Api api;
    private final Draft draft;

    private RouteChanges(Api api, Draft draft) {
        this.api = api;
        this.draft = draft;
    }

    static void find(Api before, Api after, Draft draft) {
        Pairing<Route> routes = Pairing.of(
                before.routes(),
                after.routes(),
                List.of(route -> List.of(rules(route), destinations(route)), RouteChanges::rules, Route::name));
        new RouteChanges(after, draft).find(routes);
        RouteRisks.find(before, after, routes, sameRules(routes), draft);
    }

    private void find(Pairing<Route> routes) {
        routes.added().forEach(route -> add(Kind.ROUTE_ADDED, route, null, whole(route)));
        routes.removed().forEach(route -> add(Kind.ROUTE_REMOVED, route, whole(route), null));
        routes.kept().forEach(pair -> kept(pair.before(), pair.after()));
        routes.moved().forEach(pair -> add(Kind.ROUTE_ORDER, pair.after(), null, null));
    }

    private static boolean sameRules(Pairing<Route> routes) {
        return routes.added().isEmpty()
                && routes.removed().isEmpty()
                && routes.moved().isEmpty()
                && routes.kept().stream().allMatch(pair -> rules(pair.before()).equals(rules(pair.after())));
    }

    private void kept(Route before, Route after) {
        if (!rules(before).equals(rules(after))) {
            add(Kind.ROUTE_RULES, after, RuleTexts.of(before.rules()), RuleTexts.of(after.rules()));
        }
        if (!before.responseTimeout().equals(after.responseTimeout())) {
            add(Kind.ROUTE_TIMEOUT, after, millis(before), millis(after));
        }
        destinations(before, after);
    }

    private void destinations(Route before, Route after) {
        boolean shared =
                before.destinations().size() > 1 || after.destinations().size() > 1;
        Pairing<Destination> destinations = Pairing.of(
                before.destinations(),
                after.destinations(),
                List.of(
                        to -> List.of(to.upstream(), to.path(), to.weight()),
                        to -> List.of(to.upstream(), to.path()),
                        to -> List.of(to.url(), to.path(), to.weight()),
                        Destination::upstream,
                        to -> shared ? to : ""));
        destinations.kept().forEach(pair -> destination(pair.before(), pair.after(), after, shared));
        destinations.added().forEach(to -> add(Kind.ROUTE_DESTINATION, after, null, text(to)));
        destinations.removed().forEach(to -> add(Kind.ROUTE_DESTINATION, after, text(to), null));
    }

    private void destination(Destination before, Destination after, Route route, boolean shared) {
        boolean elsewhere =
                !before.upstream().equals(after.upstream()) && !before.url().equals(after.url());
        if (elsewhere || !before.path().equals(after.path())) {
            add(Kind.ROUTE_DESTINATION, route, text(before), text(after));
            UpstreamRisks.find(api.name(), before, after, elsewhere, draft);
        }
        if (shared && before.weight() != after.weight()) {
            draft.change(new Change(
                    Kind.ROUTE_WEIGHT,
                    api.name(),
                    route.name(),
                    after.upstream(),
                    Integer.toString(before.weight()),
                    Integer.toString(after.weight()),
                    route.place()));
        }
    }

    private void add(Kind kind, Route route, @Nullable String before, @Nullable String after) {
        draft.change(new Change(kind, api.name(), route.name(), "", before, after, route.place()));
    }

    /** In their order, because the first that matches decides what the path becomes. */
    private static List<String> rules(Route route) {
        List<Rule> rules = route.rules();
        return rules.isEmpty()
                ? List.of(RuleTexts.ALL)
                : rules.stream().map(RuleTexts::of).toList();
    }

    private static List<String> destinations(Route route) {
        return route.destinations().stream()
                .map(to -> text(to) + ' ' + to.weight())
                .sorted()
                .toList();
    }

    private static String whole(Route route) {
        return RuleTexts.of(route.rules()) + " to "
                + route.destinations().stream().map(RouteChanges::text).collect(Collectors.joining(", "));
    }

    private static String text(Destination to) {
        return to.url() + to.path();
    }

    private static String millis(Route route) {
        return route.responseTimeout().toMillis() + " ms";
    }
}
