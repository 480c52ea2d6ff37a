package io.sluice.config.explain;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.ResponseHead;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.PolicyStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads a dry exchange through the policies of its API by the rules of the {@code core.policy} package comment: forward, and back through those that
 * continued. A policy that cannot decide is taken to let the request pass.
 */
final class DryWalk {
    private static final Logger LOG = LoggerFactory.getLogger(DryWalk.class);

    /** More wishes for the body than any policy has. */
    private static final int MOST_WISHES = 8;

    /** Where a request comes to that all policies let pass. */
    enum Ending {
        /** Its answer is imagined. */
        UPSTREAM,
        NO_ROUTE,
        /** The client wants to know what this hop can do. */
        LAST_HOP
    }

    private final List<PolicyStep> steps;
    private final DryExchange exchange;
    private final byte[] body;
    private final Discretion discretion;
    private final Set<String> masked;
    private final Set<String> counting;
    private final List<Turn> requests = new ArrayList<>();
    private final List<@Nullable Turn> responses = new ArrayList<>();

    /**
     * @param masked bindings some of whose settings must not be shown
     * @param counting bindings that count requests
     */
    DryWalk(
            List<PolicyStep> steps,
            DryExchange exchange,
            byte[] body,
            Discretion discretion,
            Set<String> masked,
            Set<String> counting) {
        this.steps = steps;
        this.exchange = exchange;
        this.body = body;
        this.discretion = discretion;
        this.masked = masked;
        this.counting = counting;
    }

    /** Asks the next policy about the request, unless one has answered it. */
    void askNext() {
        int index = requests.size();
        if (stopped()) {
            return;
        }
        PolicyStep step = steps.get(index);
        exchange.turn(index);
        requests.add(step.condition().holds(exchange.request()) ? ask(step) : Turn.none(Turn.Decision.SKIPPED));
    }

    /** Runs the response phase, and completes. */
    void goBack(Ending ending) {
        int from = stopped() ? requests.size() - 2 : requests.size() - 1;
        responses.addAll(Collections.nCopies(steps.size(), null));
        if (!stopped()) {
            arrive(ending);
        }
        for (int i = from; i >= 0; i--) {
            if (requests.get(i).decision() != Turn.Decision.SKIPPED) {
                exchange.turn(i);
                responses.set(i, askBack(steps.get(i)));
            }
        }
        complete();
    }

    /** Whether a policy answered the request. */
    boolean stopped() {
        return !requests.isEmpty() && requests.get(requests.size() - 1).decision() == Turn.Decision.ANSWERS;
    }

    Turn request(int index) {
        return index < requests.size() ? requests.get(index) : Turn.none(Turn.Decision.NOT_REACHED);
    }

    @Nullable
    Turn response(int index) {
        return responses.get(index);
    }

    private void arrive(Ending ending) {
        switch (ending) {
            case UPSTREAM -> exchange.answered(new ResponseHead(200, GatewayAnswer.fields()));
            case LAST_HOP -> exchange.answered(GatewayAnswer.options());
            case NO_ROUTE -> exchange.unrouted();
        }
    }

    private Turn ask(PolicyStep step) {
        HttpHeaders headers = exchange.request().headers();
        HttpHeaders before = headers.copy();
        Verdict verdict = call(() -> step.policy().onRequest(exchange));
        int limit = -1;
        for (int i = 0; verdict == Verdict.NEED_BODY && i < MOST_WISHES; i++) {
            limit = exchange.bodyLimit();
            verdict = body.length > limit
                    ? exchange.fail(GatewayError.BODY_TOO_LARGE)
                    : call(() -> withBody(step.policy()));
        }
        return turn(step, verdict, limit, changes(step, before, headers));
    }

    private Turn askBack(PolicyStep step) {
        HttpHeaders before = exchange.requireResponse().headers().copy();
        Verdict verdict = call(() -> step.policy().onResponse(exchange));
        int limit = exchange.bodyLimit();
        byte[] local = exchange.localBody();
        if (verdict == Verdict.NEED_BODY && local != null) {
            verdict = call(() -> withResponseBody(step.policy(), local));
        }
        return turn(
                step,
                verdict,
                limit,
                changes(step, before, exchange.requireResponse().headers()));
    }

    private Verdict withBody(Policy policy) {
        ByteBuf whole = Unpooled.wrappedBuffer(body);
        try {
            return policy.onRequestBody(exchange, whole);
        } finally {
            whole.release();
        }
    }

    private Verdict withResponseBody(Policy policy, byte[] local) {
        ByteBuf whole = Unpooled.wrappedBuffer(local);
        try {
            return policy.onResponseBody(exchange, whole);
        } finally {
            whole.release();
        }
    }

    /** As in the data plane, what a policy throws is a refusal; a timer that it sets is something to wait for. */
    private Verdict call(Supplier<Verdict> callback) {
        try {
            return callback.get();
        } catch (UnsupportedOperationException noTimers) {
            return Verdict.SUSPEND;
        } catch (RuntimeException broken) {
            return exchange.fail(GatewayError.POLICY_FAILED);
        }
    }

    private List<HeaderChange> changes(PolicyStep step, HttpHeaders before, HttpHeaders after) {
        if (masked.contains(step.binding())) {
            after.forEach(field -> {
                if (!before.getAll(field.getKey()).contains(field.getValue())) {
                    discretion.doubt(field.getValue());
                }
            });
        }
        return HeaderChange.between(before, after, discretion);
    }

    private Turn turn(PolicyStep step, Verdict verdict, int limit, List<HeaderChange> changes) {
        List<String> calls = exchange.takeCalls();
        return switch (verdict) {
            case RESPOND -> answer(limit, calls, changes);
            case CONTINUE ->
                new Turn(
                        responses.isEmpty() && counting.contains(step.binding())
                                ? Turn.Decision.CONTINUES_WITHIN_QUOTA
                                : Turn.Decision.CONTINUES,
                        "",
                        0,
                        null,
                        calls,
                        limit,
                        changes);
            case SUSPEND -> new Turn(Turn.Decision.UNKNOWN, waiting(calls), 0, null, calls, limit, changes);
            case NEED_BODY ->
                new Turn(
                        Turn.Decision.UNKNOWN,
                        "cannot be known without the body of the response",
                        0,
                        null,
                        calls,
                        limit,
                        changes);
        };
    }

    private Turn answer(int limit, List<String> calls, List<HeaderChange> changes) {
        GatewayError error = exchange.error();
        String text = exchange.errorText();
        return new Turn(
                Turn.Decision.ANSWERS,
                text == null ? "" : discretion.shown(text),
                exchange.requireResponse().status(),
                error == null ? null : error.code(),
                calls,
                limit,
                changes);
    }

    private static String waiting(List<String> calls) {
        return calls.isEmpty()
                ? "cannot be known without waiting"
                : "cannot be known without calling " + String.join(", ", calls);
    }

    private void complete() {
        for (int i = requests.size() - 1; i >= 0; i--) {
            if (requests.get(i).decision() != Turn.Decision.SKIPPED) {
                exchange.turn(i);
                complete(steps.get(i).policy());
            }
        }
    }

    /** What a policy throws now changes nothing any more, here as in the data plane. */
    private void complete(Policy policy) {
        try {
            policy.onComplete(exchange);
        } catch (RuntimeException broken) {
            LOG.debug("a policy failed in onComplete", broken);
        }
    }
}
