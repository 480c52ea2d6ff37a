package io.sluice.config.explain;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.policy.UpstreamRef;
import io.sluice.core.policy.Verdict;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does in each phase what its settings say. */
final class ActingPolicy implements Policy {
    static final PolicyType<Config> TYPE = PolicyType.of("acting-flex", Config.class, ActingPolicy::new);
    static final PolicyType<Config> COUNTING = PolicyType.of("counting-flex", Config.class, ActingPolicy::new)
            .describedAs(Purpose.QUOTA, "Lets one request pass.");

    enum Act {
        CONTINUE,
        FAIL,
        RESPOND,
        CALL,
        TIMER,
        THROW,
        BODY,
        COUNT,
        ADD,
        REMOVE
    }

    record Config(
            @Default("continue") Act request,
            @Default("continue") Act response,
            @Default("x-made") String name,
            @Default("made") String value,
            @Secret Optional<String> secret) {}

    private final Config config;
    private final UpstreamRef upstream;
    private final AtomicInteger seen = new AtomicInteger();

    ActingPolicy(Config config, PolicyContext context) {
        this.config = config;
        upstream = context.upstream(URI.create("https://keys.test:8443"));
    }

    @Override
    public Verdict onRequest(Exchange exchange) {
        return act(config.request(), exchange);
    }

    @Override
    public Verdict onRequestBody(Exchange exchange, ByteBuf whole) {
        exchange.request().headers().set("x-body", whole.toString(StandardCharsets.UTF_8));
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict onResponse(Exchange exchange) {
        return act(config.response(), exchange);
    }

    @Override
    public Verdict onResponseBody(Exchange exchange, ByteBuf whole) {
        exchange.requireResponse().headers().set("x-body", whole.toString(StandardCharsets.UTF_8));
        return Verdict.CONTINUE;
    }

    private Verdict act(Act act, Exchange exchange) {
        return switch (act) {
            case CONTINUE -> Verdict.CONTINUE;
            case FAIL -> exchange.fail(GatewayError.FORBIDDEN, "not you");
            case RESPOND -> exchange.respond(LocalResponse.json(202, "{\"taken\":true}"));
            case CALL -> {
                Future<LoopHttp.Reply> reply =
                        exchange.http().send(upstream, LoopHttp.Call.get("/keys?secret=1", Duration.ofSeconds(1), 100));
                yield exchange.after(reply, (waiting, done) -> waiting.fail(GatewayError.POLICY_UNDECIDED));
            }
            case TIMER -> {
                exchange.loop().schedule(() -> {}, 1, TimeUnit.SECONDS);
                yield Verdict.CONTINUE;
            }
            case THROW -> throw new IllegalStateException("broken");
            case BODY -> exchange.needBody(10);
            case COUNT -> seen.incrementAndGet() > 1 ? exchange.fail(GatewayError.RATE_LIMITED) : Verdict.CONTINUE;
            case ADD -> {
                String value = config.value().equals("secret")
                        ? "key " + config.secret().orElse("")
                        : config.value();
                (exchange.response() == null
                                ? exchange.request().headers()
                                : exchange.requireResponse().headers())
                        .set(config.name(), value);
                yield Verdict.CONTINUE;
            }
            case REMOVE -> {
                exchange.request().headers().remove(config.name());
                yield Verdict.CONTINUE;
            }
        };
    }
}
