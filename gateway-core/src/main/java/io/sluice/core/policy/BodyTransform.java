package io.sluice.core.policy;

import io.netty.buffer.ByteBuf;

/** A synchronous streaming stage on one body; it belongs to one exchange and needs no thought of back-pressure. */
public interface BodyTransform {
    /** Takes ownership of {@code chunk}; must emit or release it. */
    void chunk(ByteBuf chunk, Sink out);

    /** No more chunks will come; what was held back is emitted now. */
    default void end(Sink out) {}

    /** The body is given up: release what is held back. */
    default void discard() {}

    /** Where a stage puts what it made; takes ownership. */
    @FunctionalInterface
    interface Sink {
        void emit(ByteBuf chunk);
    }
}
