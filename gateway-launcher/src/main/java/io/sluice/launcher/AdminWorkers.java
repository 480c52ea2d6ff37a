package io.sluice.launcher;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that answer admin requests: one for questions, one for changes, so that a long reload does not keep health checks waiting. */
final class AdminWorkers implements AutoCloseable {
    private static final int WAITING = 64;

    private final ThreadPoolExecutor questions = worker("admin-worker");
    private final ThreadPoolExecutor changes = worker("admin-changes");

    Executor of(AdminCall call) {
        return call.changes() ? changes : questions;
    }

    @Override
    public void close() {
        questions.shutdownNow();
        changes.shutdownNow();
    }

    private static ThreadPoolExecutor worker(String name) {
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), new DefaultThreadFactory(name, true));
    }
}
