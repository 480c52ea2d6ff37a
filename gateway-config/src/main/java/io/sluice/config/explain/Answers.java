package io.sluice.config.explain;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.policy.ResponseHead;
import io.sluice.core.runtime.EngineSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the client would get. */
final class Answers {
    private Answers() {}

    /** The answer to a request that no API takes; null if it reaches no listener. */
    static Explanation.@Nullable Answer withoutApi(Arrival arrival, EngineSettings settings) {
        if (arrival.listener() == null) {
            return null;
        }
        Explanation.Refusal refusal = arrival.refusal();
        RequestHead head = arrival.head();
        if (head != null && ForwardedHead.hopsLeft(head) == 0) {
            return answer(GatewayAnswer.options(), null, settings);
        }
        GatewayError error = refusal == null ? GatewayError.NO_ROUTE : refusal.error();
        return answer(GatewayAnswer.of(error), error, settings);
    }

    private static Explanation.Answer answer(
            ResponseHead response, @Nullable GatewayError error, EngineSettings settings) {
        List<Field> headers = new ArrayList<>();
        response.headers().forEach(field -> headers.add(new Field(field.getKey(), field.getValue())));
        addServer(headers, settings);
        return new Explanation.Answer(
                response.status(),
                Explanation.Source.GATEWAY,
                error,
                error == null ? null : error.title(),
                null,
                headers);
    }

    /** The answer after all policies have seen it. */
    static Explanation.Answer of(DryExchange exchange, boolean local, Discretion discretion, EngineSettings settings) {
        ResponseHead response = exchange.requireResponse();
        List<Field> headers = new ArrayList<>();
        for (Map.Entry<String, String> field : response.headers()) {
            headers.add(discretion.shown(field));
        }
        addServer(headers, settings);
        String text = exchange.errorText();
        Explanation.Source source = exchange.stoppedBy() != null
                ? Explanation.Source.POLICY
                : local ? Explanation.Source.GATEWAY : Explanation.Source.UPSTREAM;
        return new Explanation.Answer(
                response.status(),
                source,
                exchange.error(),
                text == null ? null : discretion.shown(text),
                exchange.stoppedBy(),
                headers);
    }

    private static void addServer(List<Field> headers, EngineSettings settings) {
        boolean named =
                headers.stream().anyMatch(field -> HttpHeaderNames.SERVER.contentEqualsIgnoreCase(field.name()));
        if (!settings.serverHeader().isEmpty() && !named) {
            headers.add(new Field("server", settings.serverHeader()));
        }
    }
}
