package io.sluice.launcher;

import io.sluice.config.explain.Explanation;
import io.sluice.config.explain.Field;
import io.sluice.config.explain.RouteTrial;
import io.sluice.config.explain.RuleTrial;
import io.sluice.config.explain.Spot;
import io.sluice.core.runtime.Limits;
import io.sluice.core.runtime.Timeouts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** An explanation for people: an indented tree in the order in which things happen. */
final class ExplainTree {
    private final Explanation explanation;
    private final Tree tree;

    private ExplainTree(Explanation explanation, Ansi ansi) {
        this.explanation = explanation;
        tree = new Tree(ansi);
    }

    static String of(Explanation explanation, Ansi ansi) {
        return new ExplainTree(explanation, ansi).render();
    }

    private String render() {
        Explanation.Request request = explanation.request();
        tree.title(request.method() + ' ' + request.url() + "  (from " + request.client() + ')');
        explanation.notes().forEach(note -> tree.line(0, Tree.Mark.UNSURE, "note: " + note));
        listeners();
        refusal();
        apis();
        routes();
        ExplainPolicies.appendRequests(explanation.policies(), tree);
        forwarding();
        ExplainPolicies.appendResponses(explanation.policies(), tree);
        answer();
        return tree.toString();
    }

    private void listeners() {
        tree.title("listener");
        for (Explanation.ListenerTrial trial : explanation.listeners()) {
            tree.line(1, Tree.mark(trial.chosen()), trial.name() + " at " + trial.address() + ": " + trial.reason());
        }
        if (explanation.listener() == null) {
            tree.line(1, Tree.Mark.NO, "no listener takes the request; the client cannot connect");
        }
    }

    private void refusal() {
        Explanation.Refusal refusal = explanation.refusal();
        if (refusal != null) {
            tree.line(
                    1,
                    Tree.Mark.NO,
                    "refused with " + refusal.error().status() + ' '
                            + refusal.error().code() + ": " + refusal.reason());
        }
    }

    private void apis() {
        if (explanation.apis().isEmpty()) {
            return;
        }
        tree.title("API");
        for (Explanation.ApiTrial trial : explanation.apis()) {
            tree.line(
                    1,
                    Tree.mark(trial.chosen()),
                    trial.name() + "  " + trial.basePath() + at(trial.place()) + ": " + trial.reason());
        }
    }

    private void routes() {
        if (explanation.routes().isEmpty()) {
            return;
        }
        tree.title("route");
        explanation.routes().forEach(this::route);
        if (explanation.match() != null && explanation.match().route() == null) {
            tree.line(1, Tree.Mark.NO, "no route matches; the policies run, then the answer is 404");
        }
    }

    private void route(RouteTrial trial) {
        String why = switch (trial.outcome()) {
            case MATCHED -> trial.rules().isEmpty() ? ": takes every request" : ": takes the request";
            case REJECTED -> "";
            case SHADOWED -> ": would match, but an earlier route takes the request";
        };
        Tree.Mark mark = trial.outcome() == RouteTrial.Outcome.SHADOWED
                ? Tree.Mark.SKIP
                : Tree.mark(trial.outcome() == RouteTrial.Outcome.MATCHED);
        tree.line(1, mark, trial.name() + at(trial.place()) + why);
        rules(trial.rules(), 2, tree);
        Explanation.Match match = explanation.match();
        if (trial.outcome() == RouteTrial.Outcome.MATCHED
                && match != null
                && !match.captures().isEmpty()) {
            tree.line(2, Tree.Mark.NONE, "captured: " + String.join(" | ", match.captures()));
        }
    }

    static void rules(List<RuleTrial> rules, int depth, Tree tree) {
        for (int i = 0; i < rules.size(); i++) {
            RuleTrial rule = rules.get(i);
            tree.line(depth, Tree.mark(rule.matched()), "rule " + (i + 1) + at(rule.place()) + checks(rule));
            rule.checks().forEach(check -> tree.line(depth + 1, Tree.mark(check.holds()), check(check)));
        }
    }

    private static String checks(RuleTrial rule) {
        return rule.checks().isEmpty() ? ": matches everything" : "";
    }

    private static String check(RuleTrial.Check check) {
        String value = check.value();
        String asked = check.subject() + "  " + check.expression();
        if (value == null) {
            return asked + "  the request has no such header";
        }
        return asked + (check.holds() ? "  matches " : "  does not match ") + value;
    }

    private void forwarding() {
        Explanation.Forwarding forwarding = explanation.forwarding();
        if (forwarding == null) {
            return;
        }
        tree.title("upstream");
        int sum = forwarding.destinations().stream()
                .mapToInt(Explanation.Destination::weight)
                .sum();
        for (Explanation.Destination destination : forwarding.destinations()) {
            String share = forwarding.destinations().size() == 1
                    ? ""
                    : "  " + destination.weight() + " of " + sum + " requests";
            tree.line(
                    1,
                    Tree.Mark.YES,
                    destination.url() + "  (" + destination.upstream() + at(destination.place()) + ')' + share);
        }
        forwarding.headers().forEach(field -> tree.line(2, Tree.Mark.NONE, field.name() + ": " + field.value()));
        bounds(forwarding);
    }

    private void bounds(Explanation.Forwarding forwarding) {
        Timeouts timeouts = explanation.timeouts();
        Limits limits = explanation.limits();
        tree.line(
                1,
                Tree.Mark.NONE,
                "timeouts: connect " + timeouts.upstreamConnect().toMillis() + " ms, response "
                        + forwarding.responseTimeoutMillis() + " ms, between pieces of a body "
                        + timeouts.streamIdle().toMillis() + " ms");
        tree.line(
                1,
                Tree.Mark.NONE,
                "limits: request headers " + limits.requestHeaders().toInt() + " bytes, response headers "
                        + limits.responseHeaders().toInt() + " bytes, waiting for a connection "
                        + limits.upstreamPending() + " requests");
        tree.line(1, Tree.Mark.NONE, "bodies: request " + buffered(true) + ", response " + buffered(false));
    }

    private String buffered(boolean request) {
        List<String> readers = new ArrayList<>();
        explanation.policies().forEach(policy -> {
            var turn = request ? policy.onRequest() : policy.onResponse();
            if (turn != null && turn.bodyLimit() >= 0) {
                readers.add(policy.binding() + " up to " + turn.bodyLimit() + " bytes");
            }
        });
        return readers.isEmpty() ? "streamed" : "held whole for " + String.join(", ", readers);
    }

    private void answer() {
        Explanation.Answer answer = explanation.answer();
        if (answer == null) {
            return;
        }
        tree.title("answer");
        boolean good = answer.error() == null && answer.status() < 400;
        tree.line(1, Tree.mark(good), answer.status() + "  " + from(answer));
        for (Field field : answer.headers()) {
            tree.line(2, Tree.Mark.NONE, field.name() + ": " + field.value());
        }
        if (!explanation.certain()) {
            tree.line(1, Tree.Mark.UNSURE, "assuming that the policies marked ? let it pass");
        }
    }

    private static String from(Explanation.Answer answer) {
        String error = answer.error() == null ? "" : answer.error().code() + ": " + answer.text();
        return switch (answer.source()) {
            case UPSTREAM -> "imagined: what the upstream answers is not asked";
            case POLICY -> "by " + answer.stoppedBy() + (error.isEmpty() ? "" : ", " + error);
            case GATEWAY -> "by the gateway" + (error.isEmpty() ? "" : ", " + error);
        };
    }

    static String at(@Nullable Spot place) {
        return place == null ? "" : "  " + place;
    }
}
