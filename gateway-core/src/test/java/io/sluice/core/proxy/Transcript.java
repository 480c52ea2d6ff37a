package io.sluice.core.proxy;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.sluice.core.runtime.Transport;
import io.sluice.core.runtime.UpstreamTls;
import io.sluice.core.testing.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Everything that the decoder says about the bytes of a client, as lines of text in which the cut of the bytes cannot be seen. */
final class Transcript {
    static final MessageBounds BOUNDS = MessageBounds.ofRequests(TestEngine.settings(
                    TestEngine.timeouts(Duration.ofSeconds(1)),
                    Transport.AUTO,
                    1,
                    new UpstreamTls(true, Optional.empty()))
            .limits());

    private final RequestDecoder decoder = new RequestDecoder(BOUNDS, new byte[256]);
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder);
    private final List<String> lines = new ArrayList<>();
    private final List<HttpRequest> heads = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();

    private Transcript() {}

    /** @param segment octets that come at once */
    static Transcript of(byte[] bytes, int segment) {
        Transcript transcript = new Transcript();
        for (int start = 0; start < bytes.length; start += segment) {
            transcript.feed(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + segment)));
        }
        transcript.channel.finishAndReleaseAll();
        return transcript;
    }

    /** @param cut where the second of two segments begins */
    static Transcript ofTwo(byte[] bytes, int cut) {
        Transcript transcript = new Transcript();
        transcript.feed(Arrays.copyOfRange(bytes, 0, cut));
        transcript.feed(Arrays.copyOfRange(bytes, cut, bytes.length));
        transcript.channel.finishAndReleaseAll();
        return transcript;
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.add("and " + body);
        return all;
    }

    /** The heads that were read without fault. */
    List<HttpRequest> heads() {
        return heads;
    }

    static String head(HttpRequest head) {
        return head.method() + " " + head.uri() + " " + head.protocolVersion() + " "
                + head.headers().entries();
    }

    private void feed(byte[] segment) {
        channel.writeInbound(Unpooled.wrappedBuffer(segment));
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            take((HttpObject) read);
            ReferenceCountUtil.release(read);
            if (decoder.holds()) {
                decoder.next();
            }
        }
    }

    private void take(HttpObject read) {
        if (read.decoderResult().cause() instanceof Refused refused) {
            lines.add("refused " + refused.error());
        } else if (read instanceof HttpRequest head) {
            lines.add(head(head));
            heads.add(head);
        } else if (read instanceof HttpContent content) {
            body.append(ByteBufUtil.hexDump(content.content()));
        }
        if (read instanceof LastHttpContent last) {
            lines.add("body " + body + " trailers " + last.trailingHeaders().entries());
            body.setLength(0);
        }
    }
}
