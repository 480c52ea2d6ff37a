package io.sluice.core.proxy;

import io.sluice.core.policy.GatewayError;
import java.time.Duration;

/** How far an exchange has come, which wait is timed there, and who is to blame when it takes too long. */
final class ExchangeClock {
    /** What an exchange is waiting for. */
    enum Stage {
        /** A policy, or the body that it asked for. */
        POLICIES,
        /** A connection to the upstream. */
        LEASING,
        /** The rest of the request, or the response head. */
        SENT,
        /** A policy that sees the response, or the body that it asked for. */
        ANSWERED,
        /** The rest of the response. */
        STREAMING,
        /** Bytes in either direction after an upgrade. */
        TUNNEL,
        OVER
    }

    private final Worker worker;
    private final ClientConnection client;
    private final Duration responseTimeout;
    private Stage stage = Stage.POLICIES;
    private boolean progressed;

    ExchangeClock(Worker worker, ClientConnection client, Duration responseTimeout) {
        this.worker = worker;
        this.client = client;
        this.responseTimeout = responseTimeout;
    }

    boolean is(Stage other) {
        return stage == other;
    }

    void enter(Stage next) {
        stage = next;
        switch (next) {
            case TUNNEL -> client.arm(worker.timeouts().tunnelIdle());
            case ANSWERED, OVER -> client.disarm();
            default -> {}
        }
    }

    /** Some of {@code request}, or its end, went on; while the client is read, the clock starts once, with the end of that. */
    void requestProgressed(BodyStream request, BodyStream response) {
        if (client.isReading()) {
            progressed = true;
        } else {
            requestMoved(request, response);
        }
    }

    void clientReadComplete(BodyStream request, BodyStream response) {
        if (progressed) {
            progressed = false;
            requestMoved(request, response);
        }
    }

    private void requestMoved(BodyStream request, BodyStream response) {
        if (stage == Stage.SENT) {
            client.arm(request.delivered() ? responseTimeout : worker.timeouts().clientBody());
        } else if (stage == Stage.POLICIES && request.collecting()) {
            client.arm(worker.timeouts().clientBody());
        } else {
            moved(response);
        }
    }

    /** A piece of a body went one step further, in either direction. */
    void moved(BodyStream response) {
        if (stage == Stage.STREAMING || stage == Stage.ANSWERED && response.collecting()) {
            client.arm(worker.timeouts().streamIdle());
        } else if (stage == Stage.TUNNEL) {
            client.arm(worker.timeouts().tunnelIdle());
        }
    }

    /** @param forClient whether the client is expected to send more of the request */
    GatewayError overdue(boolean forClient) {
        return switch (stage) {
            case POLICIES -> GatewayError.REQUEST_TIMEOUT;
            case LEASING -> GatewayError.UPSTREAM_UNREACHABLE;
            case SENT -> forClient ? GatewayError.REQUEST_TIMEOUT : GatewayError.UPSTREAM_TIMEOUT;
            case STREAMING -> client.writer().writable() ? GatewayError.UPSTREAM_TIMEOUT : GatewayError.CLIENT_GONE;
            case ANSWERED, TUNNEL, OVER -> GatewayError.UPSTREAM_TIMEOUT;
        };
    }
}
