package io.sluice.launcher;

import io.sluice.config.explain.HeaderChange;
import io.sluice.config.explain.PolicyTrial;
import io.sluice.config.explain.Turn;
import java.util.List;
import java.util.Objects;

/** The policy chain in an explanation for people. */
final class ExplainPolicies {
    private ExplainPolicies() {}

    static void appendRequests(List<PolicyTrial> policies, Tree tree) {
        if (!policies.isEmpty()) {
            tree.title("policies");
            policies.forEach(policy -> request(policy, tree));
        }
    }

    /** Only those that do something to the response. */
    static void appendResponses(List<PolicyTrial> policies, Tree tree) {
        if (policies.stream().anyMatch(ExplainPolicies::changesResponse)) {
            tree.title("policies, on the way back");
            for (int i = policies.size() - 1; i >= 0; i--) {
                response(policies.get(i), tree);
            }
        }
    }

    private static boolean changesResponse(PolicyTrial policy) {
        Turn turn = policy.onResponse();
        return turn != null
                && (!turn.changes().isEmpty() || turn.bodyLimit() >= 0 || turn.decision() != Turn.Decision.CONTINUES);
    }

    private static void request(PolicyTrial policy, Tree tree) {
        Turn turn = policy.onRequest();
        tree.line(1, mark(turn), policy.binding() + ExplainTree.at(policy.place()) + ": " + decision(turn));
        if (turn.decision() == Turn.Decision.SKIPPED || policy.ran()) {
            ExplainTree.rules(policy.rules(), 2, tree);
        }
        effects(turn, tree);
    }

    private static void response(PolicyTrial policy, Tree tree) {
        if (changesResponse(policy)) {
            Turn turn = Objects.requireNonNull(policy.onResponse());
            tree.line(1, mark(turn), policy.binding() + ": " + decision(turn));
            effects(turn, tree);
        }
    }

    private static Tree.Mark mark(Turn turn) {
        return switch (turn.decision()) {
            case CONTINUES, CONTINUES_WITHIN_QUOTA -> Tree.Mark.YES;
            case ANSWERS -> turn.status() < 400 ? Tree.Mark.YES : Tree.Mark.NO;
            case UNKNOWN -> Tree.Mark.UNSURE;
            case SKIPPED, NOT_REACHED -> Tree.Mark.SKIP;
        };
    }

    private static String decision(Turn turn) {
        return switch (turn.decision()) {
            case CONTINUES -> "continues";
            case CONTINUES_WITHIN_QUOTA -> "continues, unless the quota is used up";
            case ANSWERS ->
                "answers " + turn.status() + (turn.code() == null ? "" : ' ' + turn.code())
                        + (turn.reason().isEmpty() ? "" : ": " + turn.reason());
            case UNKNOWN -> turn.reason() + "; assumed to continue";
            case SKIPPED -> "does not apply, none of its rules matches";
            case NOT_REACHED -> "not reached";
        };
    }

    private static void effects(Turn turn, Tree tree) {
        for (HeaderChange change : turn.changes()) {
            tree.line(2, Tree.Mark.NONE, text(change));
        }
        if (turn.bodyLimit() >= 0) {
            tree.line(2, Tree.Mark.NONE, "reads the whole body, up to " + turn.bodyLimit() + " bytes");
        }
    }

    private static String text(HeaderChange change) {
        return switch (change.kind()) {
            case ADDED -> "adds " + change.name() + ": " + change.value();
            case CHANGED -> "sets " + change.name() + ": " + change.value();
            case REMOVED -> "removes " + change.name();
        };
    }
}
