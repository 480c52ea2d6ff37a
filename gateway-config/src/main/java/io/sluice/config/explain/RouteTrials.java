package io.sluice.config.explain;

import io.sluice.config.EffectiveConfig;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable.ApiRoutes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries the routes of an API in their order. */
final class RouteTrials {
    private final WrittenApis written;
    private final RuleTrials rules;

    RouteTrials(WrittenApis written, RuleTrials rules) {
        this.written = written;
        this.rules = rules;
    }

    /** @param taken the one that takes the request */
    List<RouteTrial> of(ApiRoutes api, Route taken) {
        return api.routes().stream()
                .map(route ->
                        trial(route, route == taken, written.route(api.api().name(), route.name())))
                .toList();
    }

    private RouteTrial trial(Route route, boolean taken, EffectiveConfig.@Nullable Route place) {
        List<RuleTrial> trials = rules.of(route.rules(), place == null ? List.of() : place.rules());
        boolean holds = trials.isEmpty() || trials.stream().anyMatch(RuleTrial::matched);
        RouteTrial.Outcome outcome =
                taken ? RouteTrial.Outcome.MATCHED : holds ? RouteTrial.Outcome.SHADOWED : RouteTrial.Outcome.REJECTED;
        return new RouteTrial(route.name(), place == null ? null : Spot.of(place.place()), outcome, trials);
    }
}
