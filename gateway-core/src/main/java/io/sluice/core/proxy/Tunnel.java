package io.sluice.core.proxy;

import io.netty.channel.Channel;

/**
 * Two connections joined after an upgrade: what one sends the other gets, byte for byte, no faster than it takes it. Bytes of the upstream are kept from
 * its 101 on, and flow when the client has been told of it. Each direction ends on its own; when both have, so does the exchange.
 */
final class Tunnel {
    private final ProxyExchange exchange;
    private final TunnelEnd client;
    private final TunnelEnd upstream;
    private final BodyStream up;
    private final BodyStream down;

    Tunnel(ProxyExchange exchange, Channel client, Channel upstream) {
        this.exchange = exchange;
        this.client = new TunnelEnd(client, this);
        this.upstream = new TunnelEnd(upstream, this);
        up = new BodyStream(this.client.reads());
        down = new BodyStream(this.upstream.reads());
    }

    TunnelEnd client() {
        return client;
    }

    TunnelEnd upstream() {
        return upstream;
    }

    /** Both ends are in place: lets the bytes flow, those first that have waited. */
    void open() {
        up.open(upstream);
        down.open(client);
        upstream.flush();
        client.flush();
    }

    /** Where what {@code end} reads goes. */
    BodyStream readFrom(TunnelEnd end) {
        return end == client ? up : down;
    }

    /** What {@code end} had to say for now has been passed on. */
    void moved(TunnelEnd end) {
        (end == client ? upstream : client).flush();
        exchange.requestProgressed();
    }

    void writable(TunnelEnd end) {
        (end == client ? down : up).drain();
        end.flush();
        exchange.requestProgressed();
    }

    /** The upstream's connection is gone; false if that came as a surprise, since it had not said all it had to say. */
    boolean upstreamLeft() {
        if (!down.ended()) {
            return false;
        }
        up.discard();
        upstream.endOutput();
        return true;
    }

    void outputEnded() {
        if (client.outputEnded() && upstream.outputEnded()) {
            exchange.tunnelOver();
        }
    }

    long fromClient() {
        return up.received();
    }

    long fromUpstream() {
        return down.received();
    }

    /** Gives up what has not been passed on. */
    void discard() {
        up.discard();
        down.discard();
    }
}
