package io.sluice.core.proxy;

import io.sluice.core.observe.Decision;
import io.sluice.core.observe.PolicyMeters;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.PolicyStep;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls policies, counts what they decide, and turns what they throw into a refusal that names them. */
final class PolicyCalls {
    private static final Logger log = LoggerFactory.getLogger(PolicyCalls.class);

    private static final LogLimit UNDECIDED = new LogLimit();
    private static final LogLimit BROKEN = new LogLimit();

    private PolicyCalls() {}

    static Verdict request(PolicyStep step, Exchange exchange) {
        try {
            return counted(step, exchange, step.policy().onRequest(exchange));
        } catch (RuntimeException e) {
            return broken(step, exchange, e);
        }
    }

    static Verdict response(PolicyStep step, Exchange exchange) {
        try {
            return step.policy().onResponse(exchange);
        } catch (RuntimeException e) {
            return broken(step, exchange, e);
        }
    }

    /** Runs the rest of a policy that had to wait. */
    static Verdict rest(PolicyStep step, Exchange exchange, boolean inbound, Supplier<Verdict> rest) {
        try {
            Verdict verdict = rest.get();
            return inbound ? counted(step, exchange, verdict) : verdict;
        } catch (RuntimeException e) {
            return broken(step, exchange, e);
        }
    }

    static void complete(PolicyStep step, Exchange exchange) {
        try {
            step.policy().onComplete(exchange);
        } catch (RuntimeException e) {
            log.error("policy {} of API {} failed in onComplete", step.binding(), exchange.api(), e);
        }
    }

    static void undecided(PolicyStep step, Exchange exchange, Throwable cause) {
        long unsaid = UNDECIDED.pass(exchange.nanoTime());
        if (unsaid >= 0) {
            log.warn(
                    "policy {} of API {} cannot decide: {}{}",
                    step.binding(),
                    exchange.api(),
                    cause.toString(),
                    like(unsaid));
        }
    }

    private static String like(long unsaid) {
        return unsaid == 0 ? "" : " (and " + unsaid + " like it since the last message)";
    }

    private static Verdict counted(PolicyStep step, Exchange exchange, Verdict verdict) {
        PolicyMeters meters = step.meters();
        if (verdict == Verdict.CONTINUE) {
            meters.count(Decision.ALLOW);
        } else if (verdict == Verdict.RESPOND) {
            boolean undecided = exchange.error() == GatewayError.POLICY_UNDECIDED;
            meters.count(undecided ? Decision.ERROR_CLOSED : Decision.REJECT);
        }
        return verdict;
    }

    private static Verdict broken(PolicyStep step, Exchange exchange, RuntimeException cause) {
        long unsaid = BROKEN.pass(exchange.nanoTime());
        if (unsaid >= 0) {
            log.error(
                    "policy {} of API {} failed; the request is refused{}",
                    step.binding(),
                    exchange.api(),
                    like(unsaid),
                    cause);
        }
        step.meters().count(Decision.ERROR_CLOSED);
        return exchange.fail(GatewayError.POLICY_FAILED);
    }
}
