package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.sluice.core.runtime.Limits;
import io.sluice.core.testing.TestSettings;

/** The heads of sample messages, read by the decoders themselves. */
final class DecodedSamples {
    private static final Limits LIMITS = new TestSettings().build().limits();
    static final MessageBounds REQUEST_BOUNDS = MessageBounds.ofRequests(LIMITS);
    static final MessageBounds RESPONSE_BOUNDS = MessageBounds.ofResponses(LIMITS);

    private DecodedSamples() {}

    static HttpRequest request(ByteBuf message) {
        return (HttpRequest) head(message, new RequestDecoder(REQUEST_BOUNDS, new byte[LineScanner.USUAL]));
    }

    static HttpResponse response(ByteBuf message) {
        return (HttpResponse) head(
                message,
                new ResponseDecoder(RESPONSE_BOUNDS, new byte[LineScanner.USUAL], SilentUpstreamClient.leased()));
    }

    private static Object head(ByteBuf message, ChannelHandler decoder) {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.writeInbound(SampleMessages.again(message));
        return channel.readInbound();
    }
}
