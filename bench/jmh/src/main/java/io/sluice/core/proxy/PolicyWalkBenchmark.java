package io.sluice.core.proxy;

import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.runtime.Route;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An exchange through its policies and back, without a network. The policies do nothing: this is what the walk itself costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyWalkBenchmark {
    private static final class ContinuingPolicy implements Policy {}

    private static final class RefusingPolicy implements Policy {
        @Override
        public Verdict onRequest(Exchange exchange) {
            return exchange.fail(GatewayError.RATE_LIMITED);
        }
    }

    private final Route none = InstantExchange.route(List.of());
    private final Route one = InstantExchange.route(List.of(new ContinuingPolicy()));
    private final Route five = InstantExchange.route(Collections.nCopies(5, new ContinuingPolicy()));
    private final Route refusal = InstantExchange.route(List.of(new RefusingPolicy()));

    @Benchmark
    public boolean noPolicy() {
        return new InstantExchange(none).run();
    }

    @Benchmark
    public boolean onePolicy() {
        return new InstantExchange(one).run();
    }

    @Benchmark
    public boolean fivePolicies() {
        return new InstantExchange(five).run();
    }

    /** The only policy refuses: the answer is made as problem details. */
    @Benchmark
    public boolean refusal() {
        return new InstantExchange(refusal).run();
    }
}
