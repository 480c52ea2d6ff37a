package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.core.policy.Policy;
import io.sluice.core.runtime.Route;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What a walk through policies that all say CONTINUE costs in memory: nothing beyond the exchange itself. */
class AllocationTest {
    private static final int ROUNDS = 20_000;

    private static Route route(int policies) {
        return InstantExchange.route(Collections.nCopies(policies, new Policy() {}));
    }

    private static double bytesPerExchange(Route route) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        boolean delivered = true;
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < ROUNDS; i++) {
            delivered &= new InstantExchange(route).run();
        }
        long after = threads.getThreadAllocatedBytes(thread);
        assertThat(delivered).isTrue();
        return (after - before) / (double) ROUNDS;
    }

    @Test
    void fivePoliciesThatContinueAllocateNothing() {
        Route none = route(0);
        Route five = route(5);
        bytesPerExchange(none);
        bytesPerExchange(five);
        assertThat(bytesPerExchange(five)).isLessThan(bytesPerExchange(none) + 1);
    }
}
