package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchQueueTest {
    /** Passes on batches of three at most; holds the thread of the queue in each flush until it may go on. */
    private static final class Batches implements BatchQueue.Sink<Integer> {
        private final BlockingQueue<List<Integer>> flushed = new LinkedBlockingQueue<>();
        private final CountDownLatch go;
        private List<Integer> batch = new ArrayList<>();

        Batches(int held) {
            go = new CountDownLatch(held);
        }

        @Override
        public void add(Integer each) {
            batch.add(each);
        }

        @Override
        public int size() {
            return batch.size() == 3 ? BatchQueue.BATCH_BYTES : 0;
        }

        @Override
        public void flush(int count) {
            assertThat(count).isEqualTo(batch.size());
            flushed.add(batch);
            batch = new ArrayList<>();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void handsOverWhatHasGatheredInOrder() {
        Batches batches = new Batches(0);
        BatchQueue<Integer> queue = new BatchQueue<>("test", 16, batches);
        IntStream.range(0, 7).forEach(queue::offer);

        queue.start();
        queue.close();

        assertThat(batches.flushed).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));
    }

    @Test
    void refusesWhatDoesNotFit() throws InterruptedException {
        Batches batches = new Batches(1);
        BatchQueue<Integer> queue = new BatchQueue<>("test", 4, batches);
        queue.start();
        queue.offer(0);
        batches.flushed.take();

        assertThat(IntStream.range(1, 7).mapToObj(queue::offer)).containsExactly(true, true, true, true, false, false);
        batches.go.countDown();
        queue.close();

        assertThat(batches.flushed.stream().flatMap(List::stream)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void saysWhenLittleRoomIsLeft() {
        BatchQueue<Integer> queue = new BatchQueue<>("test", 16, new Batches(0));

        IntStream.range(0, 13).forEach(queue::offer);
        assertThat(queue.isNearlyFull()).isFalse();

        queue.offer(13);
        assertThat(queue.isNearlyFull()).isTrue();
    }
}
