package io.sluice.core.policy;

import io.netty.buffer.ByteBuf;

/**
 * One rule of an API, immutable, built from an immutable record.
 *
 * <p>Threading: shared by all event loops; each callback runs on the loop of its exchange. The package comment holds the whole contract.
 */
public interface Policy {
    /** Before the request goes upstream. */
    default Verdict onRequest(Exchange exchange) {
        return Verdict.CONTINUE;
    }

    /** With the whole request body, only after {@link Exchange#needBody} in {@link #onRequest}; the buffer is borrowed. */
    default Verdict onRequestBody(Exchange exchange, ByteBuf whole) {
        return Verdict.CONTINUE;
    }

    /** Before the response head goes to the client. */
    default Verdict onResponse(Exchange exchange) {
        return Verdict.CONTINUE;
    }

    /** With the whole response body, only after {@link Exchange#needBody} in {@link #onResponse}; the buffer is borrowed. */
    default Verdict onResponseBody(Exchange exchange, ByteBuf whole) {
        return Verdict.CONTINUE;
    }

    /** Once per exchange, when it is over for whatever reason. */
    default void onComplete(Exchange exchange) {}

    /** When no exchange can reach this policy any more. */
    default void close() {}
}
