package io.sluice.config.explain;

import io.netty.util.NetUtil;
import io.sluice.config.EffectiveConfig;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.PolicyStep;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable.ApiRoutes;
import io.sluice.core.runtime.Upstream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request on its way through its API: routes, policies, upstream, and back. */
final class ApiWalk {
    /** The first of the ports that systems give to clients. */
    private static final int CLIENT_PORT = 49152;

    private final WrittenApis written;
    private final EngineSettings settings;
    private final Question question;
    private final RequestHead head;
    private final Route route;
    private final ApiRoutes api;
    private final Discretion discretion;
    private final RuleTrials trials;

    /** What the walk brought to light. */
    record Result(
            List<RouteTrial> routes,
            Explanation.Match match,
            List<PolicyTrial> policies,
            Explanation.@Nullable Forwarding forwarding,
            Explanation.Answer answer) {}

    /** @param route of {@code api}; the one for requests that match none if there is no other */
    ApiWalk(
            WrittenApis written,
            EngineSettings settings,
            Question question,
            RequestHead head,
            Route route,
            ApiRoutes api) {
        this.written = written;
        this.settings = settings;
        this.question = question;
        this.head = head;
        this.route = route;
        this.api = api;
        discretion = new Discretion(said());
        trials = new RuleTrials(head, discretion);
    }

    Result run() {
        List<RouteTrial> routes = new RouteTrials(written, trials).of(api, route);
        List<String> captures = captures();
        List<Explanation.Destination> destinations = destinations();
        ForwardedHead passed = ForwardedHead.arrive(head, question.body().length > 0);
        DryExchange exchange = exchange();
        DryWalk walk = walk(exchange);
        List<List<RuleTrial>> rules = goForward(walk);
        DryWalk.Ending ending = ending();
        boolean local = walk.stopped() || ending != DryWalk.Ending.UPSTREAM;
        Explanation.Forwarding forwarding = local ? null : forwarding(exchange, passed, destinations);
        walk.goBack(ending);
        return new Result(
                routes,
                match(routes, captures, forwarding),
                policies(walk, rules),
                forwarding,
                Answers.of(exchange, local, discretion, settings));
    }

    private List<String> said() {
        List<String> said = new ArrayList<>(
                List.of(head.method(), head.path(), head.query(), head.host(), head.authority(), head.scheme()));
        said.add(NetUtil.toAddressString(question.client()));
        said.add(api.api().name());
        question.headers().forEach(field -> said.add(field.value()));
        return said;
    }

    private List<String> captures() {
        return route.rules().rules().stream()
                .filter(rule -> rule.matches(head))
                .findFirst()
                .map(rule -> rule.path().captures(head.apiPath()))
                .orElse(List.of());
    }

    private DryExchange exchange() {
        String given = settings.preserveRequestId() ? head.headers().get("x-request-id") : null;
        return new DryExchange(
                head,
                new InetSocketAddress(question.client(), CLIENT_PORT),
                api.api().name(),
                given == null ? DryExchange.REQUEST_ID : given,
                api.api().steps(),
                question.body().length);
    }

    private DryWalk walk(DryExchange exchange) {
        String name = api.api().name();
        return new DryWalk(
                api.api().steps(),
                exchange,
                question.body(),
                discretion,
                written.masked(name, discretion),
                written.counting(name));
    }

    /** The rules of each policy as they stood when its turn came. */
    private List<List<RuleTrial>> goForward(DryWalk walk) {
        List<List<RuleTrial>> rules = new ArrayList<>();
        for (PolicyStep step : api.api().steps()) {
            EffectiveConfig.Policy policy = written.policy(api.api().name(), step.binding());
            rules.add(trials.of(step.condition(), policy == null ? List.of() : policy.rules()));
            walk.askNext();
        }
        return rules;
    }

    private DryWalk.Ending ending() {
        if (ForwardedHead.hopsLeft(head) == 0) {
            return DryWalk.Ending.LAST_HOP;
        }
        return route.upstream() == null ? DryWalk.Ending.NO_ROUTE : DryWalk.Ending.UPSTREAM;
    }

    private Explanation.Forwarding forwarding(
            DryExchange exchange, ForwardedHead passed, List<Explanation.Destination> destinations) {
        passed.frame(
                exchange.requestTransformed(),
                Objects.requireNonNull(route.upstream()).authority());
        passed.depart(question.client(), settings.trustedProxies(), exchange.requestId());
        List<Field> headers = head.headers().entries().stream()
                .map(field -> field.getValue().equals(DryExchange.REQUEST_ID)
                        ? new Field(field.getKey(), Explanation.NEW_REQUEST_ID)
                        : discretion.shown(field))
                .toList();
        return new Explanation.Forwarding(destinations, route.responseTimeout().toMillis(), headers);
    }

    /** Where the request would go by the headers that led to this route, before anybody changes them; nowhere if it matches none. */
    private List<Explanation.Destination> destinations() {
        if (route.upstream() == null) {
            return List.of();
        }
        EffectiveConfig.Route place = written.route(api.api().name(), route.name());
        List<Route.Share> shares = route.shares().isEmpty() ? List.of(new Route.Share(1, route)) : route.shares();
        List<Explanation.Destination> destinations = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            Route share = shares.get(i).route();
            Upstream upstream = Objects.requireNonNull(share.upstream());
            Spot spot =
                    place == null ? null : Spot.of(place.destinations().get(i).place());
            String url = Urls.origin(upstream.endpoint()) + share.target(head);
            destinations.add(new Explanation.Destination(
                    upstream.name(), url, spot, shares.get(i).weight()));
        }
        return destinations;
    }

    private Explanation.Match match(
            List<RouteTrial> routes, List<String> captures, Explanation.@Nullable Forwarding forwarding) {
        RouteTrial taken = routes.stream()
                .filter(trial -> trial.outcome() == RouteTrial.Outcome.MATCHED)
                .findFirst()
                .orElse(null);
        return new Explanation.Match(
                api.api().name(),
                taken == null ? null : taken.name(),
                taken == null ? 0 : RuleTrials.firstMatch(taken.rules()),
                head.apiPath(),
                captures,
                forwarding == null ? null : path(forwarding.destinations().get(0)));
    }

    private static String path(Explanation.Destination destination) {
        String url = destination.url();
        int slash = url.indexOf('/', url.indexOf("://") + 3);
        int mark = url.indexOf('?');
        return url.substring(slash < 0 ? url.length() : slash, mark < 0 ? url.length() : mark);
    }

    private List<PolicyTrial> policies(DryWalk walk, List<List<RuleTrial>> rules) {
        List<PolicyTrial> policies = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            PolicyStep step = api.api().steps().get(i);
            EffectiveConfig.Policy policy = written.policy(api.api().name(), step.binding());
            policies.add(new PolicyTrial(
                    step.binding(),
                    step.meters().type(),
                    policy == null ? null : Spot.of(policy.place()),
                    policy == null ? null : policy.scope(),
                    policy == null ? 0 : policy.order(),
                    rules.get(i),
                    walk.request(i),
                    walk.response(i)));
        }
        return policies;
    }
}
