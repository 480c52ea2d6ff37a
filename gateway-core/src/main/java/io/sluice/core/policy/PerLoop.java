package io.sluice.core.policy;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One value per event loop: caches without locks.
 *
 * <p>Threading: the values are confined to their loops, this holder is shared.
 */
public final class PerLoop<T> {
    private final ConcurrentHashMap<EventExecutor, T> values = new ConcurrentHashMap<>();
    private final Supplier<T> each;

    public PerLoop(Supplier<T> each) {
        this.each = each;
    }

    /** The value of {@code loop}, which must be the current one. */
    public T get(EventExecutor loop) {
        assert loop.inEventLoop();
        T known = values.get(loop);
        return known != null ? known : values.computeIfAbsent(loop, key -> each.get());
    }
}
