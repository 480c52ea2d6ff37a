package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a client sent ahead of its turn, in order. Owns what it holds. Most connections never need one. */
final class Pipeline {
    private final ArrayDeque<HttpObject> waiting = new ArrayDeque<>();

    void add(HttpObject object) {
        waiting.add(object);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The next message, if it is no new request or {@code free} for one; null if there is none. */
    @Nullable
    HttpObject take(boolean free) {
        return free || !(waiting.peek() instanceof HttpRequest) ? waiting.poll() : null;
    }

    void release() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
