package io.sluice.core.proxy;

import io.sluice.core.observe.UpstreamMeters;
import io.sluice.core.policy.GatewayError;
import java.time.Duration;
import java.util.ArrayDeque;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one loop to one upstream address. The most recently used one is taken first, so that the others grow idle and go; who finds
 * none waits for the next that becomes free or is made, in order of arrival.
 */
final class UpstreamPool {
    private final Connector connector;
    private final UpstreamMeters meters;
    private final Deadlines deadlines;
    private final Duration idleTime;
    private final int maxConnections;
    private final int maxWaiting;
    private final MessageBounds responses;
    private final byte[] lineRoom;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<UpstreamClient> waiting = new ArrayDeque<>();
    /** Those for whom a connection is chosen behind the events at hand; one task each, which finds nobody if one was cancelled. */
    private final ArrayDeque<UpstreamClient> deferred = new ArrayDeque<>();

    private int open;
    private int connecting;
    private boolean retired;

    /** @param lineRoom of the loop, see {@link LineScanner} */
    UpstreamPool(
            Connector connector,
            UpstreamMeters meters,
            Deadlines deadlines,
            Duration idleTime,
            int maxConnections,
            int maxWaiting,
            MessageBounds responses,
            byte[] lineRoom) {
        this.connector = connector;
        this.meters = meters;
        this.deadlines = deadlines;
        this.idleTime = idleTime;
        this.maxConnections = maxConnections;
        this.maxWaiting = maxWaiting;
        this.responses = responses;
        this.lineRoom = lineRoom;
    }

    /** Connections that are made and not closed yet. */
    int open() {
        return open;
    }

    /** Gives {@code client} a connection, now or later, or tells it that there is none. */
    void lease(UpstreamClient client) {
        if (client.canRepeat() || idle.isEmpty()) {
            choose(client);
        } else {
            deferred.add(client);
            connector.behindEvents(this::chooseForDeferred);
        }
    }

    /** Chooses only now, when the loop has handed out everything that has arrived on idle connections. */
    private void chooseForDeferred() {
        UpstreamClient client = deferred.poll();
        if (client != null) {
            choose(client);
        }
    }

    private void choose(UpstreamClient client) {
        UpstreamConnection free = takeIdle(client.canRepeat());
        if (free != null) {
            hand(free, client);
            return;
        }
        if (waiting.size() >= maxWaiting + connecting && open + connecting >= maxConnections) {
            client.leaseFailed(GatewayError.OVERLOADED);
            return;
        }
        waiting.add(client);
        connectIfNeeded();
    }

    /** {@code client} no longer waits. */
    void cancel(UpstreamClient client) {
        waiting.remove(client);
        deferred.remove(client);
    }

    /** A connection has done its work and is as good as new. */
    void release(UpstreamConnection connection) {
        meters.active(-1);
        connection.busy(false);
        offer(connection);
    }

    void closed(UpstreamConnection connection) {
        open--;
        meters.open(-1);
        if (connection.busy()) {
            meters.active(-1);
        } else {
            idle.remove(connection);
        }
        connectIfNeeded();
    }

    /** No route names this address any more: idle connections go now, the others when their request is done. */
    void retire() {
        retired = true;
        for (UpstreamConnection connection : new ArrayDeque<>(idle)) {
            connection.close();
        }
    }

    /** @param mayBeStale whether the request can be sent again if it turns out that the upstream has closed the connection meanwhile */
    private @Nullable UpstreamConnection takeIdle(boolean mayBeStale) {
        for (UpstreamConnection last = idle.pollLast(); last != null; last = idle.pollLast()) {
            if (last.isOpen() && (mayBeStale || last.isQuiet())) {
                return last;
            }
            last.close();
        }
        return null;
    }

    private void hand(UpstreamConnection connection, UpstreamClient client) {
        meters.active(1);
        connection.busy(true);
        connection.lease(client);
        client.leased(connection);
    }

    private void connectIfNeeded() {
        while (connecting < waiting.size() && open + connecting < maxConnections) {
            connect();
        }
    }

    private void connect() {
        connecting++;
        meters.pending(1);
        long begin = System.nanoTime();
        UpstreamConnection connection = new UpstreamConnection(this, deadlines, responses, lineRoom);
        connector.connect(connection).addListener(done -> {
            connecting--;
            meters.pending(-1);
            if (done.isSuccess()) {
                meters.connected(System.nanoTime() - begin);
                connected(connection);
            } else {
                failed(done.cause());
            }
        });
    }

    private void connected(UpstreamConnection connection) {
        open++;
        meters.open(1);
        connection.established();
        offer(connection);
    }

    private void offer(UpstreamConnection connection) {
        UpstreamClient next = waiting.poll();
        if (next != null) {
            hand(connection, next);
        } else if (retired) {
            connection.close();
        } else {
            idle.addLast(connection);
            connection.idleDeadline().arm(idleTime);
        }
    }

    /** One attempt, one waiter: the first in line hears of it. */
    private void failed(Throwable cause) {
        UpstreamClient first = waiting.poll();
        if (first != null) {
            first.leaseFailed(
                    cause instanceof SSLException ? GatewayError.UPSTREAM_TLS : GatewayError.UPSTREAM_UNREACHABLE);
        }
        connectIfNeeded();
    }
}
