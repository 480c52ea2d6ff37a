package io.sluice.policies;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.UpstreamRef;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JWK sets of all configured servers, as one loop knows them.
 *
 * <p>All servers are asked in one round and there is at most one round at a time. When the keys are out of date, requests wait for the first round; if
 * that fails, the old keys serve while further rounds follow at growing intervals.
 */
final class Jwks implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(Jwks.class);
    private static final int LARGEST_DOCUMENT = 1 << 20;
    private static final long BETWEEN_SEARCHES = Duration.ofSeconds(30).toNanos();
    private static final long FIRST_RETRY = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_RETRY = Duration.ofMinutes(5).toNanos();

    private final Settings settings;
    private final List<Answer> answers = new ArrayList<>();
    private @Nullable KeySet keys;
    private @Nullable Promise<Void> round;
    private int missing;
    private boolean asked;
    private long askedAt;
    private long dueAt;
    private int failures;

    /**
     * What a policy knows about its servers.
     *
     * @param timeout for one answer, connecting included
     */
    record Settings(List<Server> servers, JwtAlgorithm algorithm, Duration timeToLive, Duration timeout) {}

    /** @param target path and query */
    record Server(UpstreamRef upstream, String target) {}

    private static final class Answer {
        private @Nullable KeySet keys;
        private boolean failed;
    }

    Jwks(Settings settings) {
        this.settings = settings;
        settings.servers().forEach(server -> answers.add(new Answer()));
    }

    @Override
    public @Nullable Future<Void> refresh(Exchange exchange) {
        long now = exchange.nanoTime();
        boolean due = !asked || now - dueAt >= 0;
        if (due && round == null) {
            ask(exchange, now);
        }
        return keys == null || (due && failures == 0) ? round : null;
    }

    @Override
    public @Nullable Future<Void> seek(Exchange exchange) {
        long now = exchange.nanoTime();
        boolean rested = now - askedAt >= BETWEEN_SEARCHES && (failures == 0 || now - dueAt >= 0);
        if (rested && round == null) {
            ask(exchange, now);
        }
        return round;
    }

    @Override
    public @Nullable KeySet keys() {
        return keys;
    }

    private void ask(Exchange exchange, long now) {
        round = exchange.loop().newPromise();
        asked = true;
        askedAt = now;
        missing = answers.size();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            Server server = settings.servers().get(i);
            LoopHttp.Call call = LoopHttp.Call.get(server.target(), settings.timeout(), LARGEST_DOCUMENT);
            Future<LoopHttp.Reply> reply = exchange.http().send(server.upstream(), call);
            reply.addListener(done -> arrived(answer, server, reply));
        }
    }

    private void arrived(Answer answer, Server server, Future<LoopHttp.Reply> reply) {
        try {
            answer.keys = read(reply);
            answer.failed = false;
        } catch (IOException e) {
            answer.failed = true;
            LOG.warn("no JWK set from {}: {}", server.upstream().name(), e.getMessage());
        }
        if (--missing == 0) {
            conclude();
        }
    }

    private KeySet read(Future<LoopHttp.Reply> done) throws IOException {
        if (!done.isSuccess()) {
            throw new IOException(String.valueOf(done.cause().getMessage()), done.cause());
        }
        LoopHttp.Reply reply = done.getNow();
        if (reply.status() != 200) {
            throw new IOException("expected status 200 but it is " + reply.status());
        }
        return JwkDocument.read(reply.body(), settings.algorithm());
    }

    private void conclude() {
        boolean complete = answers.stream().noneMatch(answer -> answer.failed);
        failures = complete ? 0 : failures + 1;
        dueAt = askedAt + (complete ? settings.timeToLive().toNanos() : retryNanos());
        keys = merged();
        Promise<Void> ended = round;
        round = null;
        if (ended != null) {
            ended.setSuccess(null);
        }
    }

    private long retryNanos() {
        return Math.min(LONGEST_RETRY, FIRST_RETRY << Math.min(failures - 1, 20));
    }

    private @Nullable KeySet merged() {
        List<KeySet.Key> all = new ArrayList<>();
        boolean any = false;
        for (Answer answer : answers) {
            if (answer.keys != null) {
                any = true;
                all.addAll(answer.keys.keys());
            }
        }
        return any ? KeySet.of(settings.algorithm(), all) : null;
    }
}
