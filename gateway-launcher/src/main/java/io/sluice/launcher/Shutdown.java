package io.sluice.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the signal to end: the first one asks for an orderly end, the second one ends the process at once. Threading: safe from any thread. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final AtomicBoolean first = new AtomicBoolean(true);

    static Shutdown onSignals() {
        Shutdown shutdown = new Shutdown();
        Signals.on("TERM", shutdown::received);
        Signals.on("INT", shutdown::received);
        return shutdown;
    }

    void request() {
        requested.countDown();
    }

    void await() throws InterruptedException {
        requested.await();
    }

    private void received(int signal) {
        if (first.compareAndSet(true, false)) {
            LOG.info("signal {} received, shutting down; a second one ends the process at once", signal);
            request();
        } else {
            Runtime.getRuntime().halt(ExitCode.SIGNAL + signal);
        }
    }
}
