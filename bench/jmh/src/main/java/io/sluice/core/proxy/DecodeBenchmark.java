package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
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

/** From bytes that are all there at once to a message: decoder and judge, for requests of a client and for responses of an upstream. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-Dio.netty.leakDetection.level=disabled")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    private final RequestDecoder decoder =
            new RequestDecoder(DecodedSamples.REQUEST_BOUNDS, new byte[LineScanner.USUAL]);
    private final MessageSink requests = new MessageSink();
    private final EmbeddedChannel client = new EmbeddedChannel(decoder, requests);
    private final MessageSink responses = new MessageSink();
    private final EmbeddedChannel upstream = new EmbeddedChannel(
            new ResponseDecoder(
                    DecodedSamples.RESPONSE_BOUNDS, new byte[LineScanner.USUAL], SilentUpstreamClient.leased()),
            responses);

    @Benchmark
    public int smallRequest() {
        return request(SampleMessages.SMALL_REQUEST);
    }

    @Benchmark
    public int browserRequest() {
        return request(SampleMessages.BROWSER_REQUEST);
    }

    @Benchmark
    public int chunkedRequest() {
        return request(SampleMessages.CHUNKED_REQUEST);
    }

    @Benchmark
    public int smallResponse() {
        return response(SampleMessages.SMALL_RESPONSE);
    }

    @Benchmark
    public int browserResponse() {
        return response(SampleMessages.BROWSER_RESPONSE);
    }

    @Benchmark
    public int chunkedResponse() {
        return response(SampleMessages.CHUNKED_RESPONSE);
    }

    private int request(ByteBuf bytes) {
        read(bytes, client);
        decoder.next();
        return requests.messages();
    }

    private int response(ByteBuf bytes) {
        read(bytes, upstream);
        return responses.messages();
    }

    private static void read(ByteBuf bytes, EmbeddedChannel channel) {
        channel.pipeline().fireChannelRead(SampleMessages.again(bytes));
        channel.pipeline().fireChannelReadComplete();
        channel.checkException();
    }
}
