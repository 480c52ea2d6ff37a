package io.sluice.core.policy;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response as a policy sees them. Confined to {@link #loop()}.
 */
public interface Exchange {
    RequestHead request();

    /** In the response phase, and after {@link #respond} or {@link #fail}: the response; null before. */
    @Nullable
    ResponseHead response();

    /** {@link #response()} where there is known to be one. */
    ResponseHead requireResponse();

    /** The peer of the TCP connection. */
    InetSocketAddress client();

    /** The identifier of this request, as sent upstream in {@code X-Request-ID}. */
    String requestId();

    /** The name of the API that was matched. */
    String api();

    /** Who the caller is; null until a policy has found out. */
    @Nullable
    Identity identity();

    void identity(Identity identity);

    /** This policy's own note on this exchange, null if it made none. The walk knows whose turn it is. */
    <S> @Nullable S state();

    void state(@Nullable Object mine);

    /**
     * Answers for the upstream, or replaces its answer. Until the policy returns the verdict it may still change {@link #response()}, which is a copy.
     */
    Verdict respond(LocalResponse response);

    /** Answers with {@code error} rendered; {@link #response()} may still be changed. */
    Verdict fail(GatewayError error);

    /** As {@link #fail(GatewayError)}, with a text for the {@code error} member of the answer; it is shown to the client. */
    Verdict fail(GatewayError error, String text);

    /** A dependency failed and no decision is possible: the request is refused with {@link GatewayError#POLICY_UNDECIDED}. */
    Verdict undecided(Throwable cause);

    /** Waits for {@code future}, which must complete on {@link #loop()}, and goes on with {@code then}. */
    <T> Verdict after(Future<T> future, Continuation<T> then);

    /** Asks for the whole body of the current direction; beyond {@code maxBytes} the exchange ends with 413 (request) or 502 (response). */
    Verdict needBody(int maxBytes);

    /** Puts a stage on the request body; only in {@code onRequest}. A request without a body has nothing to change: the stage is not used. */
    void transformRequestBody(BodyTransform stage);

    /** Puts a stage on the response body; only in {@code onRequest} or {@code onResponse}. */
    void transformResponseBody(BodyTransform stage);

    LoopHttp http();

    EventExecutor loop();

    /** The monotonic clock of this exchange in nanoseconds. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** When the request head arrived, on the same clock. */
    long startNanos();

    /** Milliseconds since 1970, for dates inside tokens and messages. */
    default long epochMillis() {
        return System.currentTimeMillis();
    }

    /** Why the gateway answered itself or gave up; null if it did neither. */
    @Nullable
    GatewayError error();

    /** The binding that answered or failed, null if none did. */
    @Nullable
    String stoppedBy();

    long requestBytes();

    long responseBytes();
}
