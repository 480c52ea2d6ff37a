package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import com.sun.management.ThreadMXBean;
import io.sluice.core.runtime.Transport;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What one plain proxied request allocates on its event loop. The build runs it in a JVM of its own: without leak detection, whose trackers would be
 * counted too, and without the optimising compiler, which removes allocations as it sees fit and not before the code is warm.
 */
@Tag("allocation")
class AllocationBudgetTest {
    private static final int REQUESTS = 1_000;

    private static final String REQUEST =
            "GET /1k HTTP/1.1\r\nHost: api.test\r\nUser-Agent: test\r\nAccept: */*\r\n\r\n";
    private static final String RESPONSE =
            "HTTP/1.1 200 OK\r\nServer: origin\r\nDate: Thu, 26 Nov 2026 08:00:00 GMT\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1024\r\nConnection: keep-alive\r\n\r\n"
                    + "x".repeat(1024);

    private static void get(Wire client) {
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(client.send(REQUEST).read().status()).isEqualTo(200);
        }
    }

    /** Bytes that all event loops of this JVM have allocated so far. */
    private static long allocatedByLoops() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] loops = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("loop-"))
                .mapToLong(thread -> thread.getThreadId())
                .toArray();
        return Arrays.stream(threads.getThreadAllocatedBytes(loops)).sum();
    }

    private static boolean buffersAreTracked() {
        return System.getProperty("io.netty.customResourceLeakDetector") != null;
    }

    /**
     * Budgets in bytes per request: what was measured and a few per cent. Measured: 2,560 with NIO, 2,560 with epoll and 2,883 with io_uring on Java 17;
     * 2,840, 2,712 and 3,806 on Java 25. Lower them after a gain; a field more or less of a message is 40 to 100 bytes.
     */
    @ParameterizedTest
    @CsvSource({"NIO, 2890", "EPOLL, 2760", "IO_URING, 3920"})
    void aPlainRequestStaysWithinItsBudget(Transport transport, long budget) {
        assumeThat(buffersAreTracked()).as("leak detection allocates too").isFalse();
        assumeThatCode(() -> IoTransport.of(transport)).doesNotThrowAnyException();
        try (TestOrigin origin = new TestOrigin(TestOrigin.answering(RESPONSE));
                TestEngine engine = new TestEngine(TestEngine.timeouts(Duration.ofSeconds(20)), transport, 1)
                        .withoutAccessLog()
                        .serve(origin.port());
                Wire client = engine.connect()) {
            get(client);
            long before = allocatedByLoops();
            get(client);
            assertThat((allocatedByLoops() - before) / REQUESTS)
                    .as("bytes per request")
                    .isBetween(1L, budget);
        }
    }
}
