package io.sluice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds rules that no request can satisfy, and rules of routes that come too late because earlier routes take all their requests. */
final class RouteCheck {
    /** Comparing all pairs of more rules takes too long. */
    private static final int MOST_RULES = 500;

    private record Taken(RequestRegion region, LinkedRoute route) {}

    private final Findings findings;

    RouteCheck(Findings findings) {
        this.findings = findings;
    }

    void check(LinkedApi api) {
        api.bindings().forEach(binding -> binding.rules().forEach(this::checkPossible));
        if (api.routes().size() < 2 || rules(api) > MOST_RULES) {
            api.routes().forEach(route -> route.rules().forEach(this::checkPossible));
        } else {
            checkReachable(api);
        }
    }

    private static int rules(LinkedApi api) {
        return api.routes().stream()
                .mapToInt(route -> Math.max(1, route.rules().size()))
                .sum();
    }

    private void checkReachable(LinkedApi api) {
        List<Taken> earlier = new ArrayList<>();
        for (LinkedRoute route : api.routes()) {
            List<RequestRegion> regions = regions(route);
            regions.forEach(region -> checkReachable(region, route, earlier));
            regions.forEach(region -> earlier.add(new Taken(region, route)));
        }
    }

    private List<RequestRegion> regions(LinkedRoute route) {
        if (route.rules().isEmpty()) {
            return List.of(RequestRegion.everything(route.at()));
        }
        return route.rules().stream()
                .filter(this::checkPossible)
                .map(RequestRegion::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** @return whether some request can satisfy the rule, as far as can be told */
    private boolean checkPossible(RuleSpec rule) {
        if (isPlain(rule)) {
            return true;
        }
        String key = RequestRegion.of(rule).map(RequestRegion::impossibleKey).orElse(null);
        if (key == null) {
            return true;
        }
        String reason = switch (key) {
            case "path" -> "a path begins with a slash: `" + rule.path().source() + '`';
            case "host" ->
                "a host is compared in lower case and without port: `"
                        + rule.host().source() + '`';
            default -> "no method is like this: `" + rule.methods().source() + '`';
        };
        findings.add(Problem.of(
                ProblemCode.IMPOSSIBLE_RULE, rule.at(), "no request can match this rule, because " + reason));
        return false;
    }

    /** The common case, which needs no closer look. */
    private static boolean isPlain(RuleSpec rule) {
        String path = rule.path().source();
        return (path.startsWith("/") || path.startsWith("."))
                && path.indexOf('|') < 0
                && rule.methods()
                        .source()
                        .chars()
                        .allMatch(c -> c >= 'A' && c <= 'Z' || c == '|' || c == '.' || c == '*')
                && rule.host().source().equals(".*");
    }

    private void checkReachable(RequestRegion region, LinkedRoute route, List<Taken> earlier) {
        List<Taken> candidates = earlier.stream()
                .filter(taken -> taken.route() != route && taken.region().coversButForPath(region))
                .toList();
        Optional<Taken> single = candidates.stream()
                .filter(taken -> taken.region().path().covers(region.path()))
                .findFirst();
        if (single.isPresent()) {
            report(region, route, single.get());
        } else if (candidates.size() > 1
                && Language.union(candidates.stream()
                                .map(each -> each.region().path())
                                .toList())
                        .covers(region.path())) {
            report(region, route, candidates.get(0));
        }
    }

    private void report(RequestRegion region, LinkedRoute route, Taken first) {
        String message = "the route `" + route.name() + "` is never reached by " + region.example()
                + ", which the route `" + first.route().name() + "` takes, nor by any other request that matches here";
        findings.add(Problem.of(ProblemCode.SHADOWED_RULE, region.at(), message)
                .noting("routes are tried by their order, then as they are written; move the narrower one forward")
                .firstAt(first.region().at()));
    }
}
