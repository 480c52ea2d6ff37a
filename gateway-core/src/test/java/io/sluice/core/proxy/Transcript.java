package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.runtime.Transport;
import io.sluice.core.runtime.UpstreamTls;
import io.sluice.core.testing.TestEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that the reader says about the bytes of a client, as lines of text in which the cut of the bytes cannot be seen. */
final class Transcript implements MessageReceiver<HttpRequest> {
    static final MessageBounds BOUNDS = MessageBounds.ofRequests(TestEngine.settings(
                    TestEngine.timeouts(Duration.ofSeconds(1)),
                    Transport.AUTO,
                    1,
                    new UpstreamTls(true, Optional.empty()))
            .limits());

    private final MessageReader<HttpRequest> reader = MessageReader.ofRequests(BOUNDS, new byte[256], this);
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
        transcript.reader.release();
        return transcript;
    }

    /** @param cut where the second of two segments begins */
    static Transcript ofTwo(byte[] bytes, int cut) {
        Transcript transcript = new Transcript();
        transcript.feed(Arrays.copyOfRange(bytes, 0, cut));
        transcript.feed(Arrays.copyOfRange(bytes, cut, bytes.length));
        transcript.reader.release();
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
        reader.read(Unpooled.wrappedBuffer(segment));
        reader.readComplete();
    }

    @Override
    public void headRead(HttpRequest head) {
        lines.add(head(head));
        heads.add(head);
    }

    @Override
    public void bodyRead(ByteBuf piece) {
        body.append(ByteBufUtil.hexDump(piece));
        piece.release();
    }

    @Override
    public void endRead(@Nullable HttpHeaders trailers) {
        HttpHeaders fields = Objects.requireNonNullElse(trailers, EmptyHttpHeaders.INSTANCE);
        lines.add("body " + body + " trailers " + fields.entries());
        body.setLength(0);
        reader.next();
    }

    @Override
    public void refused(GatewayError error) {
        lines.add("refused " + error);
    }
}
