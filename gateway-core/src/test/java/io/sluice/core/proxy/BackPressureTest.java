package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.PooledByteBufAllocator;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one side does not take is not read from the other. The bounds hold for 64 MiB as they do for more: they do not depend on the size. */
@NoLeaks
class BackPressureTest {
    static final int BIG = 64 << 20;
    /** Buffers are taken in chunks of 4 MiB, and each of two loops may take a few. */
    private static final long FEW_MEBIBYTES = 24L << 20;

    /** What is on its way to the upstream, and a few read buffers that came with it. */
    private static final long MOST_OF_AN_UPLOAD = 1L << 20;
    /** The read buffers of two loops. */
    private static final long SHARED = 4L << 20;

    private final TestEngine engine = new TestEngine();
    private @Nullable TestOrigin origin;

    @AfterEach
    void close() {
        engine.close();
        if (origin != null) {
            origin.close();
        }
    }

    @Test
    void holdsLittleOfABigAnswerWhileItsReaderIsStalled() {
        AtomicLong written = new AtomicLong();
        long before = directMemory();
        origin = new TestOrigin((wire, recorder) -> {
            wire.read();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + BIG + "\r\n\r\n");
            sendAll(wire, written);
        });
        try (Wire client = engine.serve(origin.port()).connect()) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
            awaitStandstill(written);
            assertThat(written.get()).isLessThan(BIG);
            assertThat(directMemory() - before).isLessThan(FEW_MEBIBYTES);
            assertThat(client.readExactly(BIG)).hasSize(BIG);
        }
    }

    @Test
    void holdsLittleOfABigUploadWhileTheUpstreamIsStalled() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        origin = new TestOrigin(takesWhen(go, BIG));
        AtomicLong written = new AtomicLong();
        long before = directMemory();
        try (Wire client = engine.serve(origin.port()).connect()) {
            client.send(headOf(BIG));
            Thread sender = new Thread(() -> sendAll(client, written));
            sender.start();
            awaitStandstill(written);
            assertThat(written.get()).isLessThan(BIG);
            assertThat(directMemory() - before).isLessThan(FEW_MEBIBYTES);
            go.countDown();
            sender.join();
            assertThat(client.read().text()).isEqualTo("ok");
        }
    }

    /** So many that they use up the buffers which the connections of a loop share. */
    @Test
    void manyStalledUploadsHoldLittleEachAndGoOn() throws InterruptedException {
        int uploads = 12;
        int size = 24 << 20;
        CountDownLatch go = new CountDownLatch(1);
        origin = new TestOrigin(takesWhen(go, size));
        engine.serve(origin.port());
        AtomicLong written = new AtomicLong();
        long before = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
        List<Wire> clients = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < uploads; i++) {
            Wire client = engine.connect();
            clients.add(client);
            client.send(headOf(size));
            senders.add(new Thread(() -> sendAll(client, size, written)));
        }
        senders.forEach(Thread::start);
        awaitStandstill(written);
        assertThat(written.get()).isLessThan((long) uploads * size);
        assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() - before)
                .isLessThan(uploads * MOST_OF_AN_UPLOAD + SHARED);
        go.countDown();
        for (Thread sender : senders) {
            sender.join();
        }
        clients.forEach(client -> assertThat(client.read().text()).isEqualTo("ok"));
        clients.forEach(Wire::close);
    }

    @Test
    void noticesThatAClientLeavesWhileItsUploadIsStalled() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        origin = new TestOrigin((wire, recorder) -> {
            wire.readHead();
            await(go);
        });
        AtomicLong written = new AtomicLong();
        Wire client = engine.serve(origin.port()).connect();
        client.send(headOf(BIG));
        Thread sender = new Thread(
                () -> assertThatThrownBy(() -> sendAll(client, written)).isInstanceOf(UncheckedIOException.class));
        sender.start();
        awaitStandstill(written);
        client.reset();
        Await.that("the exchange is over", () -> engine.server().inFlight() == 0);
        Await.that("it is logged", () -> !engine.accessRecords().isEmpty());
        assertThat(engine.accessRecords().get(0).reason()).isEqualTo("client_gone");
        go.countDown();
        sender.join();
    }

    static String headOf(int size) {
        return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n";
    }

    /** Takes a body of {@code size} only after {@code go}, and says so. */
    static TestOrigin.Script takesWhen(CountDownLatch go, int size) {
        return (wire, recorder) -> {
            wire.readHead();
            await(go);
            wire.readExactly(size);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        };
    }

    private static long directMemory() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    static void sendAll(Wire wire, AtomicLong written) {
        sendAll(wire, BIG, written);
    }

    private static void sendAll(Wire wire, int size, AtomicLong written) {
        byte[] chunk = new byte[64 * 1024];
        for (int sent = 0; sent < size; sent += chunk.length) {
            wire.send(chunk);
            written.addAndGet(chunk.length);
        }
    }

    static void awaitStandstill(AtomicLong written) {
        long before = -1;
        while (written.get() != before || before == 0) {
            before = written.get();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
