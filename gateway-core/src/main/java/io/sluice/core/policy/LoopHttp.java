package io.sluice.core.policy;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Map;

/** Outbound HTTP for policies, over the same pools as proxied traffic. Futures complete on the loop of the exchange. */
public interface LoopHttp {
    /** Fails with an {@link java.io.IOException} when no complete answer came in time or it was larger than allowed. */
    Future<Reply> send(UpstreamRef upstream, Call call);

    /**
     * @param target path and query, starting with a slash
     * @param timeout for the whole call, connecting included
     * @param maxBytes the largest body that is accepted
     */
    record Call(
            String method, String target, Map<String, String> headers, byte[] body, Duration timeout, int maxBytes) {
        /** A GET without further headers. */
        public static Call get(String target, Duration timeout, int maxBytes) {
            return new Call("GET", target, Map.of(), new byte[0], timeout, maxBytes);
        }
    }

    /** A complete answer. */
    record Reply(int status, HttpHeaders headers, byte[] body) {}
}
