package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a message to the bytes that are written: the head, a body of one piece or eight, and the end. Nothing is flushed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-Dio.netty.leakDetection.level=disabled")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {
    private static final int BODY = 512;
    private static final int PIECES = 8;

    private final ByteBuf piece = Unpooled.directBuffer(BODY).writeZero(BODY);
    private final ByteSink requestBytes = new ByteSink();
    private final ByteSink responseBytes = new ByteSink();
    private final Channel requests = new EmbeddedChannel(requestBytes, new HttpRequestEncoder());
    private final Channel responses = new EmbeddedChannel(responseBytes, new ResponseEncoder());
    private final HttpRequest smallRequest = DecodedSamples.request(SampleMessages.SMALL_REQUEST);
    private final HttpRequest browserRequest = DecodedSamples.request(SampleMessages.BROWSER_REQUEST);
    private final HttpResponse smallResponse = DecodedSamples.response(SampleMessages.SMALL_RESPONSE);
    private final HttpResponse browserResponse = DecodedSamples.response(SampleMessages.BROWSER_RESPONSE);
    private final HttpResponse chunkedResponse = DecodedSamples.response(SampleMessages.CHUNKED_RESPONSE);

    @Benchmark
    public long smallRequest() {
        return write(requests, smallRequest, 0, requestBytes);
    }

    @Benchmark
    public long browserRequest() {
        return write(requests, browserRequest, 0, requestBytes);
    }

    @Benchmark
    public long smallResponse() {
        return write(responses, smallResponse, 1, responseBytes);
    }

    @Benchmark
    public long browserResponse() {
        return write(responses, browserResponse, 1, responseBytes);
    }

    @Benchmark
    public long chunkedResponse() {
        return write(responses, chunkedResponse, PIECES, responseBytes);
    }

    private long write(Channel to, HttpMessage head, int pieces, ByteSink sink) {
        to.write(head, to.voidPromise());
        for (int i = 0; i < pieces; i++) {
            to.write(new DefaultHttpContent(piece.setIndex(0, BODY).retain()), to.voidPromise());
        }
        to.write(LastHttpContent.EMPTY_LAST_CONTENT, to.voidPromise());
        return sink.bytes();
    }
}
