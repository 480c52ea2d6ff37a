package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.sluice.core.runtime.Limits;
import io.sluice.core.testing.TestSettings;

/** Readers of messages, and the heads of sample messages as these read them. */
final class DecodedSamples {
    private static final Limits LIMITS = new TestSettings().build().limits();

    private DecodedSamples() {}

    static MessageReader<HttpRequest> requests(MessageSink<HttpRequest> sink) {
        return MessageReader.ofRequests(MessageBounds.ofRequests(LIMITS), new byte[LineScanner.USUAL], sink);
    }

    static MessageReader<HttpResponse> responses(MessageSink<HttpResponse> sink) {
        MessageBounds bounds = MessageBounds.ofResponses(LIMITS);
        return MessageReader.ofResponses(bounds, new byte[LineScanner.USUAL], () -> false, sink);
    }

    static HttpRequest request(ByteBuf message) {
        MessageSink<HttpRequest> sink = new MessageSink<>();
        requests(sink).read(SampleMessages.again(message));
        return sink.lastHead();
    }

    static HttpResponse response(ByteBuf message) {
        MessageSink<HttpResponse> sink = new MessageSink<>();
        responses(sink).read(SampleMessages.again(message));
        return sink.lastHead();
    }
}
