package io.sluice.core.policy;

import io.netty.util.concurrent.Future;

/** What to do when an awaited future is done. Keep it in a field: then waiting costs no lambda. */
@FunctionalInterface
public interface Continuation<T> {
    Verdict resume(Exchange exchange, Future<T> done);
}
