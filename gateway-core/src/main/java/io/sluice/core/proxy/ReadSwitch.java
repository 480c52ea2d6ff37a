package io.sluice.core.proxy;

import io.netty.channel.Channel;

/**
 * Reads a socket or does not. A pause while something that was read is handed out takes effect only behind that, for mostly its reason is gone by then, and
 * to switch twice has the kernel end one request for reading and begin another.
 */
final class ReadSwitch implements BodyStream.Source {
    private final Channel socket;
    private boolean on = true;
    private boolean wanted = true;
    private boolean handingOut;
    private boolean ended;

    /** @param socket is being read */
    ReadSwitch(Channel socket) {
        this.socket = socket;
    }

    @Override
    public void pauseReading() {
        wanted = false;
        if (!handingOut) {
            turn();
        }
    }

    @Override
    public void resumeReading() {
        if (!ended) {
            wanted = true;
            turn();
        }
    }

    @Override
    public void behindEvents(Runnable task) {
        socket.eventLoop().execute(task);
    }

    /** What was read is handed out from now on. */
    void handOut() {
        handingOut = true;
    }

    void handedOut() {
        handingOut = false;
        turn();
    }

    /** Whether what was read is being handed out. */
    boolean isHandingOut() {
        return handingOut;
    }

    /** There is nothing more to be read. */
    void end() {
        ended = true;
    }

    private void turn() {
        if (on != wanted) {
            on = wanted;
            socket.config().setAutoRead(on);
        }
    }
}
