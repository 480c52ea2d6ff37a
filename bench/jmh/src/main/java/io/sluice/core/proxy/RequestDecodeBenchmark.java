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

/** From bytes of a client, all there at once, to a request: decoder and judge. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-Dio.netty.leakDetection.level=disabled")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RequestDecodeBenchmark {
    private final RequestDecoder decoder = new RequestDecoder(DecodedSamples.REQUEST_BOUNDS);
    private final MessageSink sink = new MessageSink();
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder, sink);

    @Benchmark
    public int small() {
        return decode(SampleMessages.SMALL_REQUEST);
    }

    @Benchmark
    public int browser() {
        return decode(SampleMessages.BROWSER_REQUEST);
    }

    @Benchmark
    public int chunkedBody() {
        return decode(SampleMessages.CHUNKED_REQUEST);
    }

    private int decode(ByteBuf bytes) {
        channel.pipeline().fireChannelRead(SampleMessages.again(bytes));
        channel.pipeline().fireChannelReadComplete();
        decoder.next();
        return sink.messages();
    }
}
