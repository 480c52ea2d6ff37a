package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.BodyTransform;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One body in one direction. Bytes are offered by the side that reads them and kept until the stream is opened towards the side that takes them; while
 * that side is full, or there is none yet, the reading side is paused. Owns every buffer between {@link #offer} and {@link Target#body}.
 */
final class BodyStream {
    /** The side that reads; reading is on at the beginning. */
    interface Source {
        /** Nobody reads, or nobody yet. */
        Source NOBODY = new Source() {
            @Override
            public void pauseReading() {}

            @Override
            public void resumeReading() {}

            @Override
            public void behindEvents(Runnable task) {
                task.run();
            }
        };

        void pauseReading();

        void resumeReading();

        /** Runs {@code task} when the loop is through with the events at hand. */
        void behindEvents(Runnable task);
    }

    /** The side that takes. */
    interface Target {
        /** Takes ownership of {@code chunk}. */
        void body(ByteBuf chunk);

        void endBody(@Nullable HttpHeaders trailers);

        /** Whether more would be written at once rather than pile up. */
        boolean writable();
    }

    /** Who waits for a whole body. */
    interface Collector {
        /** Borrows {@code whole}. */
        void collected(ByteBuf whole);

        /** The body is larger than asked for; it is still in the stream. */
        void tooLarge();
    }

    /** Stands for what waits while nothing does, which is most of the time; never added to. */
    private static final ArrayDeque<ByteBuf> NOTHING = new ArrayDeque<>(1);

    private Source source;
    private ArrayDeque<ByteBuf> waiting = NOTHING;
    private @Nullable List<BodyTransform> stages;
    private @Nullable Target target;
    private @Nullable Collector collector;
    private @Nullable HttpHeaders trailers;
    private int collectLimit;
    private long waitingBytes;
    private long received;
    private boolean paused;
    private boolean shrinking;
    private boolean ended;
    private boolean delivered;
    private boolean discarding;
    private boolean absent;

    BodyStream(Source source) {
        this.source = source;
    }

    /** Bytes that came in so far. */
    long received() {
        return received;
    }

    /** Whether the last byte has come in. */
    boolean ended() {
        return ended;
    }

    /** Whether it is certain that there is not a byte in it. */
    boolean empty() {
        return absent || ended && received == 0;
    }

    /** Whether the end was passed on. */
    boolean delivered() {
        return delivered;
    }

    /** Whether the next move is the source's: everything offered so far was taken. */
    boolean hungry() {
        return !paused && !ended;
    }

    /** Whether somebody waits for the whole body. */
    boolean collecting() {
        return collector != null;
    }

    boolean transformed() {
        return stages != null;
    }

    /** The message has no body and no framing for one, so that no stage may make one. */
    void absent() {
        absent = true;
    }

    /** Adds {@code stage} behind those that are there; what has come in already goes through it too. */
    void transform(BodyTransform stage) {
        if (absent) {
            stage.discard();
            return;
        }
        if (stages == null) {
            stages = new ArrayList<>(2);
        }
        stages.add(stage);
        if (ended || !waiting.isEmpty()) {
            catchUp(stage, stages.size());
        }
    }

    private void catchUp(BodyTransform stage, int next) {
        for (int early = waiting.size(); early > 0; early--) {
            ByteBuf chunk = waiting.remove();
            waitingBytes -= chunk.readableBytes();
            stage.chunk(chunk, out -> stage(next, out));
        }
        if (ended) {
            stage.end(out -> stage(next, out));
        }
    }

    /** From now on {@code side} reads; nothing has been offered yet. */
    void source(Source side) {
        source = side;
    }

    /** Takes ownership of {@code chunk}. */
    void offer(ByteBuf chunk) {
        received += chunk.readableBytes();
        if (discarding) {
            chunk.release();
        } else if (stages == null) {
            pass(chunk);
        } else {
            stage(0, chunk);
        }
    }

    /** No more will come; what its source reads from now on is not of this body. */
    void end(@Nullable HttpHeaders fields) {
        ended = true;
        resume();
        if (discarding) {
            return;
        }
        if (stages != null) {
            endStage(0);
        }
        trailers = fields;
        if (discarding) {
            return;
        }
        if (collector != null) {
            collect(collector);
        } else if (target != null && waiting.isEmpty()) {
            deliverEnd(target);
        }
    }

    /** Lets the body flow to {@code side} from now on. */
    void open(Target side) {
        target = side;
        drain();
    }

    /** Drains what waits, as far as the target takes it, and reads on. To be called when the target became writable. */
    void drain() {
        if (target == null || delivered || discarding) {
            return;
        }
        while (!waiting.isEmpty() && target.writable()) {
            ByteBuf chunk = waiting.poll();
            waitingBytes -= chunk.readableBytes();
            target.body(chunk);
        }
        if (!waiting.isEmpty()) {
            return;
        }
        if (ended) {
            deliverEnd(target);
        } else if (target.writable()) {
            resume();
        }
    }

    /** Collects the whole body, at most {@code limit} bytes of it, for {@code who}; it stays in the stream and can still be opened afterwards. */
    void collect(int limit, Collector who) {
        collectLimit = limit;
        if (ended || waitingBytes > limit) {
            collect(who);
            return;
        }
        collector = who;
        resume();
    }

    /** Gives the body up: what waits and what still comes is released. The source reads on. */
    void discard() {
        if (discarding) {
            return;
        }
        discarding = true;
        collector = null;
        waiting.forEach(ByteBuf::release);
        waiting = NOTHING;
        waitingBytes = 0;
        if (stages != null) {
            stages.forEach(BodyTransform::discard);
        }
        if (!ended) {
            resume();
        }
    }

    private void stage(int index, ByteBuf chunk) {
        List<BodyTransform> all = stages;
        if (discarding) {
            chunk.release();
        } else if (all == null || index == all.size()) {
            pass(chunk);
        } else {
            all.get(index).chunk(chunk, out -> stage(index + 1, out));
        }
    }

    private void endStage(int index) {
        List<BodyTransform> all = stages;
        if (all != null && index < all.size() && !discarding) {
            all.get(index).end(out -> stage(index + 1, out));
            endStage(index + 1);
        }
    }

    private void pass(ByteBuf chunk) {
        if (target != null && waiting.isEmpty() && target.writable()) {
            target.body(chunk);
            if (!target.writable()) {
                pause();
            }
            return;
        }
        waitingBytes += chunk.readableBytes();
        wait(chunk);
        if (collector == null) {
            pause();
        } else if (waitingBytes > collectLimit) {
            collect(collector);
        }
    }

    private void wait(ByteBuf chunk) {
        if (waiting == NOTHING) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(chunk);
        if (!shrinking) {
            shrinking = true;
            source.behindEvents(this::shrink);
        }
    }

    /** What waits for longer than the events at hand keeps no more memory than it needs. */
    private void shrink() {
        shrinking = false;
        for (int each = waiting.size(); each > 0; each--) {
            waiting.add(SmallCopy.of(waiting.remove()));
        }
    }

    private void collect(Collector who) {
        collector = null;
        if (waitingBytes > collectLimit) {
            pause();
            who.tooLarge();
            return;
        }
        ByteBuf whole = whole();
        who.collected(whole);
    }

    /** Everything that waits as one buffer, which stays in the stream. */
    private ByteBuf whole() {
        if (waiting.size() <= 1) {
            return waiting.isEmpty() ? Unpooled.EMPTY_BUFFER : waiting.element().slice();
        }
        CompositeByteBuf joined = Unpooled.compositeBuffer(waiting.size());
        for (ByteBuf chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
            joined.addComponent(true, chunk);
        }
        waiting.add(joined);
        return joined.slice();
    }

    private void deliverEnd(Target side) {
        if (!delivered) {
            delivered = true;
            side.endBody(trailers);
        }
    }

    private void pause() {
        if (!paused && !ended) {
            paused = true;
            source.pauseReading();
        }
    }

    private void resume() {
        if (paused) {
            paused = false;
            source.resumeReading();
        }
    }
}
