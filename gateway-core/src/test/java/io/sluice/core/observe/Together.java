package io.sluice.core.observe;

/** Several threads that do the same at the same time. */
final class Together {
    private Together() {}

    /** Returns when all are through. */
    static void run(int count, Runnable work) throws InterruptedException {
        Thread[] threads = new Thread[count];
        for (int t = 0; t < count; t++) {
            threads[t] = new Thread(work);
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
