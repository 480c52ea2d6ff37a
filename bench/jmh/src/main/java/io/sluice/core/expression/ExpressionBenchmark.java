package io.sluice.core.expression;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Compiled expressions of the kinds that policies are configured with, against a request with a few header fields. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExpressionBenchmark {
    private final ExpressionContext context = new FixedContext(
            Map.of("method", "GET", "requestPath", "/orders/4711", "headers", new HeaderMap(fields())),
            Map.of("principal", "ada"),
            Map.of(),
            null);

    private final Expression literal = Expression.compile("plain text");
    private final Expression constant = Expression.compile("#['constant']");
    private final Expression header = Expression.compile("#[attributes.headers['x-tenant']]");
    private final Expression concatenation = Expression.compile(
            "#[attributes.method ++ ' ' ++ attributes.requestPath ++ ' by ' ++ authentication.principal]");
    private final Expression condition =
            Expression.compile("#[attributes.method == 'GET' and attributes.headers['x-tenant'] == 'acme']");
    private final Expression token =
            Expression.compile("#[splitBy(attributes.headers['authorization'], ' ')[1] default 'none']");

    @Benchmark
    public @Nullable String literal() {
        return literal.text(context);
    }

    @Benchmark
    public @Nullable String constant() {
        return constant.text(context);
    }

    @Benchmark
    public @Nullable String headerLookup() {
        return header.text(context);
    }

    @Benchmark
    public @Nullable String concatenation() {
        return concatenation.text(context);
    }

    @Benchmark
    public boolean condition() {
        return condition.test(context);
    }

    @Benchmark
    public @Nullable String tokenOfHeader() {
        return token.text(context);
    }

    private static HttpHeaders fields() {
        return DefaultHttpHeadersFactory.headersFactory()
                .newHeaders()
                .add("Host", "api.test")
                .add("User-Agent", "test")
                .add("Accept", "*/*")
                .add("Authorization", "Bearer a1b2c3d4")
                .add("X-Tenant", "acme");
    }
}
