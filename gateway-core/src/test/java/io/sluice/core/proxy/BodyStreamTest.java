package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.testing.NoLeaks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NoLeaks
class BodyStreamTest {
    private static final int READ = 100;

    private final List<String> told = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final BodyStream stream = new BodyStream(new BodyStream.Source() {
        @Override
        public void pauseReading() {
            told.add("pause");
        }

        @Override
        public void resumeReading() {
            told.add("resume");
        }

        @Override
        public void behindEvents(Runnable task) {
            later.add(task);
        }
    });

    private final ByteBuf taken = PooledByteBufAllocator.DEFAULT.directBuffer(READ * 10);
    private final BodyStream.Target target = new BodyStream.Target() {
        @Override
        public void body(ByteBuf chunk) {
            taken.writeBytes(chunk);
            chunk.release();
        }

        @Override
        public void endBody(@Nullable HttpHeaders trailers) {
            told.add("end");
        }

        @Override
        public boolean writable() {
            return true;
        }
    };

    /** A piece of a read buffer, which only the piece holds. */
    private static ByteBuf pieceOf(ByteBuf large) {
        ByteBuf piece = large.writeZero(READ * 2).readRetainedSlice(READ);
        large.release();
        return piece;
    }

    private static ByteBuf large() {
        return PooledByteBufAllocator.DEFAULT.directBuffer(ReadRing.BUFFER_BYTES);
    }

    @Test
    void whatWaitsBehindTheEventsAtHandLeavesItsReadBuffer() {
        ByteBuf first = large();
        ByteBuf second = large();
        stream.offer(pieceOf(first));
        stream.offer(pieceOf(second));
        assertThat(first.refCnt()).isOne();
        assertThat(later).hasSize(1);
        later.remove(0).run();
        assertThat(first.refCnt()).isZero();
        assertThat(second.refCnt()).isZero();
        stream.open(target);
        assertThat(taken.readableBytes()).isEqualTo(2 * READ);
        taken.release();
    }

    @Test
    void whatIsTakenBeforeThatIsNotTouched() {
        ByteBuf read = large();
        stream.offer(pieceOf(read));
        stream.open(target);
        later.remove(0).run();
        assertThat(taken.readableBytes()).isEqualTo(READ);
        assertThat(read.refCnt()).isZero();
        taken.release();
    }

    @Test
    void itsEndLetsTheSourceReadWhatFollows() {
        stream.offer(pieceOf(large()));
        assertThat(told).containsExactly("pause");
        stream.end(null);
        assertThat(told).containsExactly("pause", "resume");
        stream.open(target);
        assertThat(told).containsExactly("pause", "resume", "end");
        taken.release();
    }
}
