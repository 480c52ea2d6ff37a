package io.sluice.config.explain;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.sluice.core.policy.LoopHttp;
import io.sluice.core.policy.UpstreamRef;
import io.sluice.core.runtime.Upstream;
import java.util.ArrayList;
import java.util.List;

/** Calls nobody: remembers whom a policy wanted to call and lets it wait for ever. */
final class DryHttp implements LoopHttp {
    private final List<String> calls = new ArrayList<>();

    @Override
    public Future<Reply> send(UpstreamRef upstream, Call call) {
        calls.add(origin(upstream) + withoutQuery(call.target()));
        return ImmediateEventExecutor.INSTANCE.newPromise();
    }

    /** What was wanted since the last time this was asked. */
    List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    private static String origin(UpstreamRef upstream) {
        return upstream instanceof Upstream known ? Urls.origin(known.endpoint()) : upstream.name();
    }

    /** Queries of such calls may hold keys. */
    private static String withoutQuery(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }
}
