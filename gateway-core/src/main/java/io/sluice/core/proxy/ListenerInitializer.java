package io.sluice.core.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.TlsIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Equips each accepted connection: TLS where the listener has it, and the {@link ClientConnection} that answers. */
final class ListenerInitializer extends ChannelInitializer<Channel> {
    private final Binding binding;
    private final Engine engine;
    private final Map<EventLoop, Worker> workers;
    private final MessageBounds bounds;

    ListenerInitializer(Binding binding, Engine engine, Map<EventLoop, Worker> workers) {
        this.binding = binding;
        this.engine = engine;
        this.workers = workers;
        bounds = MessageBounds.ofRequests(engine.settings().limits());
    }

    @Override
    protected void initChannel(Channel channel) {
        Worker worker = workers.get(channel.eventLoop());
        Listener listener = worker == null ? null : worker.listener(binding);
        InetAddress client = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        if (worker == null || listener == null || !engine.clientArrived(client)) {
            binding.meters().refused().increment();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> engine.clientLeft(client));
        TlsIdentity tls = listener.tls();
        if (tls != null) {
            secure(channel, tls);
        } else {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
        channel.pipeline()
                .addLast(new ClientConnection(worker, binding, tls == null ? "http" : "https", bounds, channel));
    }

    private void secure(Channel channel, TlsIdentity tls) {
        SslHandler handler = tls.context().newHandler(channel.alloc());
        handler.setHandshakeTimeoutMillis(
                engine.settings().timeouts().tlsHandshake().toMillis());
        channel.pipeline().addLast(SmallCopy.OfReads.HANDLER, handler);
    }
}
