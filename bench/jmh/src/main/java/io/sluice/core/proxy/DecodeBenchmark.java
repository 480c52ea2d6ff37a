package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
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

/** From bytes that are all there at once to a message: reader and judge, for requests of a client and for responses of an upstream. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "-Dio.netty.leakDetection.level=disabled")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    private final MessageSink<HttpRequest> requestSink = new MessageSink<>();
    private final MessageReader<HttpRequest> requests = DecodedSamples.requests(requestSink);
    private final MessageSink<HttpResponse> responseSink = new MessageSink<>();
    private final MessageReader<HttpResponse> responses = DecodedSamples.responses(responseSink);

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
        read(bytes, requests);
        return requestSink.messages();
    }

    private int response(ByteBuf bytes) {
        read(bytes, responses);
        return responseSink.messages();
    }

    private static void read(ByteBuf bytes, MessageReader<?> reader) {
        reader.read(SampleMessages.again(bytes));
        reader.readComplete();
        reader.next();
    }
}
