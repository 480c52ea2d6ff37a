package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What a client sent ahead of its turn, in order. Owns what it holds. Costs nothing as long as a client waits its turn, as most do. */
final class Pipeline {
    private @Nullable ArrayDeque<HttpObject> waiting;

    void add(HttpObject object) {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.add(object);
    }

    boolean isEmpty() {
        return waiting == null || waiting.isEmpty();
    }

    /** The next message, if it is no new request or {@code free} for one; null if there is none. */
    @Nullable
    HttpObject take(boolean free) {
        if (waiting == null) {
            return null;
        }
        return free || !(waiting.peek() instanceof HttpRequest) ? waiting.poll() : null;
    }

    void release() {
        if (waiting != null) {
            waiting.forEach(ReferenceCountUtil::release);
            waiting.clear();
        }
    }
}
