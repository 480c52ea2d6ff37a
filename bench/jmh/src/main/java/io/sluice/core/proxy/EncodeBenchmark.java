package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
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

/**
 * From a message to the bytes that are handed to the socket: the head, a body of one piece or eight, the end, and the flush behind them. Buffers are
 * pooled per thread, as on the gateway's event loops.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Dio.netty.leakDetection.level=disabled", "-Dio.netty.allocator.useCacheForAllThreads=true"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {
    private static final int BODY = 512;
    private static final int PIECES = 8;

    private final ByteBuf piece = Unpooled.directBuffer(BODY).writeZero(BODY);
    private final ByteSink bytes = new ByteSink();
    private final MessageWriter writer = new MessageWriter(socket());
    private final HttpRequest smallRequest = DecodedSamples.request(SampleMessages.SMALL_REQUEST);
    private final HttpRequest browserRequest = DecodedSamples.request(SampleMessages.BROWSER_REQUEST);
    private final HttpRequest chunkedRequest = DecodedSamples.request(SampleMessages.CHUNKED_REQUEST);
    private final HttpResponse smallResponse = DecodedSamples.response(SampleMessages.SMALL_RESPONSE);
    private final HttpResponse browserResponse = DecodedSamples.response(SampleMessages.BROWSER_RESPONSE);
    private final HttpResponse chunkedResponse = DecodedSamples.response(SampleMessages.CHUNKED_RESPONSE);

    @Benchmark
    public long smallRequest() {
        return write(smallRequest, 0);
    }

    @Benchmark
    public long browserRequest() {
        return write(browserRequest, 0);
    }

    @Benchmark
    public long chunkedRequest() {
        return write(chunkedRequest, PIECES);
    }

    @Benchmark
    public long smallResponse() {
        return write(smallResponse, 1);
    }

    @Benchmark
    public long browserResponse() {
        return write(browserResponse, 1);
    }

    @Benchmark
    public long chunkedResponse() {
        return write(chunkedResponse, PIECES);
    }

    private long write(HttpRequest head, int pieces) {
        writer.request(head);
        return writeBody(pieces);
    }

    private long write(HttpResponse head, int pieces) {
        writer.response(head.status().code(), head.headers(), false);
        return writeBody(pieces);
    }

    private long writeBody(int pieces) {
        for (int i = 0; i < pieces; i++) {
            writer.body(piece.setIndex(0, BODY).retain());
        }
        writer.end(null);
        writer.flush();
        return bytes.bytes();
    }

    private Channel socket() {
        EmbeddedChannel socket = new EmbeddedChannel(bytes);
        socket.config().setAllocator(PooledByteBufAllocator.DEFAULT);
        return socket;
    }
}
