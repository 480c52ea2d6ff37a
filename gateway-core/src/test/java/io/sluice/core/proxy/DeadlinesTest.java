package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Promise;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final EventLoop loop = new DefaultEventLoop();
    private final Deadlines deadlines = new Deadlines(loop);
    private final List<String> expired = new ArrayList<>();

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void expireInTheOrderOfTheirTimes() throws Exception {
        onLoop(() -> {
            deadline("c").arm(Duration.ofMillis(30));
            deadline("a").arm(Duration.ofMillis(10));
            deadline("b").arm(Duration.ofMillis(20));
            return null;
        });
        awaitLast(Duration.ofMillis(40));
        assertThat(expired).containsExactly("a", "b", "c");
    }

    @Test
    void doNotExpireOnceCancelledOrEnded() throws Exception {
        onLoop(() -> {
            Deadlines.Deadline cancelled = deadline("cancelled");
            cancelled.arm(Duration.ofMillis(5));
            cancelled.cancel();
            Deadlines.Deadline ended = deadline("ended");
            ended.arm(Duration.ofMillis(5));
            ended.end();
            ended.end();
            deadline("other").arm(Duration.ofMillis(10));
            return null;
        });
        awaitLast(Duration.ofMillis(20));
        assertThat(expired).containsExactly("other");
    }

    @Test
    void canBeArmedAgainAfterwards() throws Exception {
        Deadlines.Deadline again = deadline("again");
        onLoop(() -> {
            again.arm(Duration.ofMillis(2));
            return null;
        });
        awaitLast(Duration.ofMillis(10));
        onLoop(() -> {
            again.arm(LONG);
            again.end();
            again.arm(Duration.ofMillis(2));
            return null;
        });
        awaitLast(Duration.ofMillis(10));
        assertThat(expired).containsExactly("again", "again");
    }

    @Test
    void expireNotBeforeTheTimeForWhichTheyWereArmedLast() throws Exception {
        long[] times = new long[2];
        onLoop(() -> {
            Deadlines.Deadline postponed = deadlines.deadline(() -> times[1] = System.nanoTime());
            postponed.arm(Duration.ofMillis(2));
            times[0] = System.nanoTime();
            postponed.arm(Duration.ofMillis(25), times[0]);
            return null;
        });
        awaitLast(Duration.ofMillis(40));
        assertThat(times[1] - times[0]).isGreaterThanOrEqualTo(25_000_000);
    }

    @Test
    void canBeBroughtForward() throws Exception {
        onLoop(() -> {
            Deadlines.Deadline sooner = deadline("sooner");
            sooner.arm(LONG);
            sooner.arm(Duration.ofMillis(2));
            return null;
        });
        awaitLast(Duration.ofMillis(10));
        assertThat(expired).containsExactly("sooner");
    }

    @Test
    void goOnAfterOneThatFails() throws Exception {
        onLoop(() -> {
            deadlines
                    .deadline(() -> {
                        throw new IllegalStateException("on purpose");
                    })
                    .arm(Duration.ofMillis(2));
            return null;
        });
        awaitLast(Duration.ofMillis(5));
        assertThat(expired).isEmpty();
    }

    @Test
    void keepTheirOrderWhateverIsDoneToThem() throws Exception {
        Random random = new Random(7);
        Map<Integer, Long> times = new HashMap<>();
        List<Integer> order = new ArrayList<>();
        onLoop(() -> {
            long now = System.nanoTime();
            List<Deadlines.Deadline> all = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                int number = i;
                all.add(deadlines.deadline(() -> order.add(number)));
            }
            for (int step = 0; step < 5000; step++) {
                int number = random.nextInt(all.size());
                change(all.get(number), number, random, now, times);
            }
            return null;
        });
        awaitLast(Duration.ofMillis(60));
        List<Integer> expected = new ArrayList<>(times.keySet());
        expected.sort(Comparator.comparing(times::get));
        assertThat(order).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(order.stream().map(times::get)).isSorted();
    }

    private static void change(
            Deadlines.Deadline deadline, int number, Random random, long now, Map<Integer, Long> times) {
        int what = random.nextInt(4);
        if (what == 0) {
            deadline.cancel();
            times.remove(number);
        } else if (what == 1) {
            deadline.end();
            times.remove(number);
        } else {
            Duration wait = Duration.ofNanos(1 + random.nextInt(50_000_000));
            deadline.arm(wait, now);
            times.put(number, now + wait.toNanos());
        }
    }

    @Test
    void holdNothingOfWhatHasEnded() throws Exception {
        WeakReference<Object> held = onLoop(() -> {
            List<String> owner = new ArrayList<>();
            Deadlines.Deadline deadline = deadlines.deadline(() -> owner.add("expired"));
            deadline.arm(LONG);
            deadline.end();
            return new WeakReference<>(owner);
        });
        for (int attempt = 0; attempt < 1000 && held.get() != null; attempt++) {
            System.gc();
        }
        assertThat(held.get()).isNull();
    }

    private Deadlines.Deadline deadline(String name) {
        return deadlines.deadline(() -> expired.add(name));
    }

    private <T> T onLoop(Callable<T> work) throws ExecutionException, InterruptedException {
        return loop.submit(work).get();
    }

    private void awaitLast(Duration wait) throws InterruptedException, ExecutionException {
        Promise<Void> last = loop.newPromise();
        onLoop(() -> {
            deadlines.deadline(() -> last.setSuccess(null)).arm(wait);
            return null;
        });
        assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
