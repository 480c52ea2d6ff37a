package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import io.sluice.core.observe.Decision;
import io.sluice.core.observe.Source;
import io.sluice.core.policy.BodyTransform;
import io.sluice.core.policy.Continuation;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Identity;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.PolicyStep;
import io.sluice.core.runtime.Route;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The walk of one exchange through the policies of its API: forward with an index, back with the same index. When every policy says CONTINUE it
 * allocates nothing. The rules it keeps are those of the {@code core.policy} package comment.
 */
abstract class PolicyWalk implements Exchange {
    private enum Phase {
        REQUEST,
        RESPONSE,
        OVER
    }

    protected final RequestHead request;
    protected final Route route;
    protected @Nullable ResponseHead response;
    /** The body of the gateway's own answer; null while the upstream's is to be sent. */
    protected byte @Nullable [] localBody;

    private final List<PolicyStep> steps;
    private Phase phase = Phase.REQUEST;
    private int index;
    private int reached;
    private @Nullable PolicyNotes notes;
    private @Nullable Identity identity;
    private @Nullable GatewayError error;
    private @Nullable String stoppedBy;
    private int bodyLimit;
    private @Nullable Future<?> awaited;
    private @Nullable Continuation<?> then;

    PolicyWalk(RequestHead request, Route route) {
        this.request = request;
        this.route = route;
        steps = route.steps();
    }

    /** All policies let the request pass. */
    protected abstract void proceed();

    /** The response is final: send its head. */
    protected abstract void deliver();

    /** The response comes from the gateway from now on: what the upstream sent or still sends is dropped. */
    protected abstract void dropUpstreamResponse();

    protected abstract BodyStream requestBody();

    protected abstract BodyStream responseBody();

    /** An awaited future is pending: stop the clock that runs and start the one for policies. */
    protected abstract void armPolicyDeadline();

    /** A policy waits for the whole body. */
    protected abstract void armBodyDeadline(boolean inbound);

    /** Whatever the walk waited for has come. */
    protected abstract void cancelDeadline();

    protected final void beginWalk() {
        forward();
    }

    /** Starts the response phase with the upstream's response. */
    protected final void walkBack(ResponseHead head) {
        response = head;
        turnAround(reached);
    }

    /** Answers with {@code cause} because the gateway or the upstream failed; policies still see the response. */
    protected final void failBack(GatewayError cause) {
        abandonWait();
        requestBody().discard();
        error = cause;
        replace(LocalAnswer.of(cause, Source.GATEWAY, requestId(), cause.title()));
        turnAround(index);
    }

    /** Answers for the upstream; policies see the response. */
    protected final void answerBack(LocalAnswer answer) {
        requestBody().discard();
        replace(answer);
        turnAround(index);
    }

    /** Ends the walk, whatever it was doing: completion callbacks run in reverse. */
    protected final void completeWalk() {
        abandonWait();
        phase = Phase.OVER;
        for (int i = reached - 1; i >= 0; i--) {
            if (isSkipped(i)) {
                continue;
            }
            index = i;
            PolicyCalls.complete(steps.get(i), this);
        }
    }

    /** Whether the response is the gateway's own. */
    final boolean answeredLocally() {
        return localBody != null;
    }

    protected final void recordError(GatewayError cause) {
        error = error == null ? cause : error;
    }

    /** Refuses the request because the policy that is waited for did not come to a decision in time; false if none is waited for. */
    protected final boolean policyExpired() {
        if (awaited == null) {
            return false;
        }
        abandonWait();
        steps.get(index).meters().count(Decision.ERROR_CLOSED);
        settle(fail(GatewayError.POLICY_TIMEOUT));
        return true;
    }

    private void forward() {
        while (index < steps.size()) {
            PolicyStep step = steps.get(index);
            reached = index + 1;
            if (!step.condition().holds(request)) {
                skip(step);
            } else if (!advances(PolicyCalls.request(step, this))) {
                return;
            }
            index++;
        }
        proceed();
    }

    private void turnAround(int from) {
        phase = Phase.RESPONSE;
        index = from - 1;
        backward();
    }

    private void backward() {
        while (index >= 0) {
            PolicyStep step = steps.get(index);
            if (!isSkipped(index)) {
                Verdict verdict = PolicyCalls.response(step, this);
                if (verdict == Verdict.SUSPEND || verdict == Verdict.NEED_BODY) {
                    hold(verdict);
                    return;
                }
            }
            index--;
        }
        deliver();
    }

    /** Whether the request phase goes on; if not, what happens instead has been set in motion. */
    private boolean advances(Verdict verdict) {
        if (verdict == Verdict.CONTINUE) {
            return true;
        }
        if (verdict == Verdict.RESPOND) {
            turnAround(index);
        } else {
            hold(verdict);
        }
        return false;
    }

    private void hold(Verdict verdict) {
        if (verdict == Verdict.SUSPEND) {
            armPolicyDeadline();
            return;
        }
        boolean inbound = phase == Phase.REQUEST;
        armBodyDeadline(inbound);
        if (!inbound) {
            offerLocalBody(true);
        }
        (inbound ? requestBody() : responseBody()).collect(bodyLimit, new BodyCallback());
    }

    /** Goes on after a wait with what the policy decided. */
    private void settle(Verdict verdict) {
        if (phase == Phase.OVER) {
            return;
        }
        if (verdict == Verdict.SUSPEND || verdict == Verdict.NEED_BODY) {
            hold(verdict);
        } else if (phase == Phase.RESPONSE) {
            index--;
            backward();
        } else if (verdict == Verdict.CONTINUE) {
            index++;
            forward();
        } else {
            turnAround(index);
        }
    }

    private void skip(PolicyStep step) {
        step.meters().count(Decision.SKIP);
        notes().skip(index);
    }

    private boolean isSkipped(int step) {
        return notes != null && notes.isSkipped(step);
    }

    private PolicyNotes notes() {
        if (notes == null) {
            notes = new PolicyNotes(steps.size());
        }
        return notes;
    }

    /** From now on the response is {@code answer}, whatever it was before. */
    private void replace(LocalAnswer answer) {
        dropUpstreamResponse();
        response = answer.head();
        localBody = answer.body();
    }

    /** The body of the gateway's own answer enters its stream, once, like one that was read; {@code shown} says whether it is to be seen. */
    protected final void offerLocalBody(boolean shown) {
        byte[] local = localBody;
        if (local == null || responseBody().ended()) {
            return;
        }
        if (shown && local.length > 0) {
            responseBody().offer(Unpooled.wrappedBuffer(local));
        }
        responseBody().end(null);
    }

    private void abandonWait() {
        if (awaited != null) {
            awaited = null;
            then = null;
            cancelDeadline();
        }
    }

    private <T> void wake(Future<T> done, Continuation<T> next) {
        if (awaited != done || then != next) {
            return;
        }
        assert loop().inEventLoop();
        abandonWait();
        resume(() -> next.resume(this, done));
    }

    /** Runs the rest of a policy that waited, and goes on with what it says. */
    private void resume(Supplier<Verdict> rest) {
        settle(PolicyCalls.rest(steps.get(index), this, phase == Phase.REQUEST, rest));
    }

    private final class BodyCallback implements BodyStream.Collector {
        @Override
        public void collected(ByteBuf whole) {
            cancelDeadline();
            boolean inbound = phase == Phase.REQUEST;
            PolicyStep step = steps.get(index);
            resume(() -> inbound
                    ? step.policy().onRequestBody(PolicyWalk.this, whole)
                    : step.policy().onResponseBody(PolicyWalk.this, whole));
        }

        @Override
        public void tooLarge() {
            cancelDeadline();
            settle(fail(phase == Phase.REQUEST ? GatewayError.BODY_TOO_LARGE : GatewayError.UPSTREAM_BAD_RESPONSE));
        }
    }

    @Override
    public final RequestHead request() {
        return request;
    }

    @Override
    public final @Nullable ResponseHead response() {
        return response;
    }

    @Override
    public final ResponseHead requireResponse() {
        if (response == null) {
            throw new IllegalStateException("there is no response in the request phase");
        }
        return response;
    }

    @Override
    public final String api() {
        return route.api().name();
    }

    @Override
    public final @Nullable Identity identity() {
        return identity;
    }

    @Override
    public final void identity(Identity caller) {
        identity = caller;
    }

    @Override
    @SuppressWarnings("unchecked")
    public final <S> @Nullable S state() {
        return notes == null ? null : (S) notes.state(index);
    }

    @Override
    public final void state(@Nullable Object mine) {
        notes().state(index, mine);
    }

    @Override
    public final Verdict respond(LocalResponse local) {
        replace(LocalAnswer.of(local));
        stoppedBy = steps.get(index).binding();
        return Verdict.RESPOND;
    }

    @Override
    public final Verdict fail(GatewayError cause) {
        return fail(cause, cause.title());
    }

    @Override
    public final Verdict fail(GatewayError cause, String text) {
        error = cause;
        stoppedBy = steps.get(index).binding();
        replace(LocalAnswer.of(cause, Source.POLICY, requestId(), text));
        return Verdict.RESPOND;
    }

    @Override
    public final Verdict undecided(Throwable cause) {
        PolicyCalls.undecided(steps.get(index), this, cause);
        return fail(GatewayError.POLICY_UNDECIDED);
    }

    @Override
    public final <T> Verdict after(Future<T> future, Continuation<T> next) {
        if (future.isDone()) {
            return next.resume(this, future);
        }
        awaited = future;
        then = next;
        future.addListener(done -> wake(future, next));
        return Verdict.SUSPEND;
    }

    @Override
    public final Verdict needBody(int maxBytes) {
        bodyLimit = maxBytes;
        return Verdict.NEED_BODY;
    }

    @Override
    public final void transformRequestBody(BodyTransform stage) {
        requestBody().transform(stage);
    }

    @Override
    public final void transformResponseBody(BodyTransform stage) {
        responseBody().transform(stage);
    }

    @Override
    public final @Nullable GatewayError error() {
        return error;
    }

    @Override
    public final @Nullable String stoppedBy() {
        return stoppedBy;
    }
}
