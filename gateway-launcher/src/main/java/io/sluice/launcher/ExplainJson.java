package io.sluice.launcher;

import io.sluice.config.explain.Explanation;
import io.sluice.config.explain.Field;
import io.sluice.config.explain.HeaderChange;
import io.sluice.config.explain.PolicyTrial;
import io.sluice.config.explain.RouteTrial;
import io.sluice.config.explain.RuleTrial;
import io.sluice.config.explain.Spot;
import io.sluice.config.explain.Turn;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An explanation for programs; docs/explain.md describes its members. */
final class ExplainJson {
    private static final int SCHEMA_VERSION = 1;

    private final JsonWriter json = new JsonWriter();

    private ExplainJson() {}

    static JsonWriter of(Explanation explanation) {
        return new ExplainJson().render(explanation);
    }

    private JsonWriter render(Explanation explanation) {
        json.beginObject().field("schemaVersion", SCHEMA_VERSION);
        request(explanation.request());
        json.beginArray("notes");
        explanation.notes().forEach(json::element);
        json.endArray();
        Explanation.Refusal refusal = explanation.refusal();
        if (refusal != null) {
            json.beginObject("refusal")
                    .field("status", refusal.error().status())
                    .field("code", refusal.error().code())
                    .field("reason", refusal.reason())
                    .endObject();
        }
        json.beginArray("listeners");
        explanation.listeners().forEach(this::listener);
        json.endArray().beginArray("apis");
        explanation.apis().forEach(this::api);
        json.endArray().beginArray("routes");
        explanation.routes().forEach(this::route);
        json.endArray();
        match(explanation.match());
        json.beginArray("policies");
        explanation.policies().forEach(this::policy);
        json.endArray();
        forwarding(explanation.forwarding());
        answer(explanation.answer());
        json.field("certain", explanation.certain());
        bounds(explanation);
        return json.endObject();
    }

    private void request(Explanation.Request request) {
        json.beginObject("request")
                .field("method", request.method())
                .field("url", request.url())
                .field("host", request.host())
                .field("path", request.path())
                .field("query", request.query())
                .field("client", request.client())
                .field("bodyBytes", request.bodyBytes())
                .endObject();
    }

    private void listener(Explanation.ListenerTrial trial) {
        json.beginObject()
                .field("name", trial.name())
                .field("address", trial.address())
                .field("chosen", trial.chosen())
                .field("reason", trial.reason())
                .endObject();
    }

    private void api(Explanation.ApiTrial trial) {
        json.beginObject().field("name", trial.name()).field("basePath", trial.basePath());
        place(trial.place());
        json.field("chosen", trial.chosen()).field("reason", trial.reason()).endObject();
    }

    private void route(RouteTrial trial) {
        json.beginObject().field("name", trial.name());
        place(trial.place());
        json.field("outcome", word(trial.outcome()));
        rules(trial.rules());
        json.endObject();
    }

    private void rules(List<RuleTrial> rules) {
        json.beginArray("rules");
        for (RuleTrial rule : rules) {
            json.beginObject();
            place(rule.place());
            json.field("matched", rule.matched()).beginArray("checks");
            rule.checks()
                    .forEach(check -> json.beginObject()
                            .field("subject", check.subject())
                            .field("expression", check.expression())
                            .field("value", check.value())
                            .field("holds", check.holds())
                            .endObject());
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void match(Explanation.@Nullable Match match) {
        if (match == null) {
            return;
        }
        json.beginObject("match").field("api", match.api()).field("route", match.route());
        if (match.rule() > 0) {
            json.field("rule", match.rule());
        }
        json.field("path", match.path()).beginArray("captures");
        match.captures().forEach(json::element);
        json.endArray().field("forwardedPath", match.forwardedPath()).endObject();
    }

    private void policy(PolicyTrial trial) {
        json.beginObject().field("binding", trial.binding()).field("type", trial.type());
        place(trial.place());
        if (trial.scope() != null) {
            json.field("scope", word(trial.scope())).field("order", trial.order());
        }
        rules(trial.rules());
        turn("onRequest", trial.onRequest());
        if (trial.onResponse() != null) {
            turn("onResponse", trial.onResponse());
        }
        json.endObject();
    }

    private void turn(String name, Turn turn) {
        json.beginObject(name).field("decision", word(turn.decision()));
        if (!turn.reason().isEmpty()) {
            json.field("reason", turn.reason());
        }
        if (turn.status() > 0) {
            json.field("status", turn.status()).field("code", turn.code());
        }
        json.beginArray("calls");
        turn.calls().forEach(json::element);
        json.endArray();
        if (turn.bodyLimit() >= 0) {
            json.field("bodyLimit", turn.bodyLimit());
        }
        json.beginArray("headers");
        turn.changes().forEach(this::change);
        json.endArray().endObject();
    }

    private void change(HeaderChange change) {
        json.beginObject().field("change", word(change.kind())).field("name", change.name());
        if (change.kind() != HeaderChange.Kind.REMOVED) {
            json.field("value", change.value());
        }
        json.endObject();
    }

    private void forwarding(Explanation.@Nullable Forwarding forwarding) {
        if (forwarding == null) {
            return;
        }
        json.beginObject("upstream").beginArray("destinations");
        for (Explanation.Destination destination : forwarding.destinations()) {
            json.beginObject().field("name", destination.upstream()).field("url", destination.url());
            place(destination.place());
            json.field("weight", destination.weight()).endObject();
        }
        json.endArray().field("responseTimeoutMillis", forwarding.responseTimeoutMillis());
        headers(forwarding.headers());
        json.endObject();
    }

    private void answer(Explanation.@Nullable Answer answer) {
        if (answer == null) {
            return;
        }
        json.beginObject("answer").field("status", answer.status()).field("source", word(answer.source()));
        if (answer.error() != null) {
            json.field("code", answer.error().code()).field("text", answer.text());
        }
        json.field("stoppedBy", answer.stoppedBy());
        headers(answer.headers());
        json.endObject();
    }

    private void bounds(Explanation explanation) {
        json.beginObject("timeouts")
                .field("clientBodyMillis", explanation.timeouts().clientBody().toMillis())
                .field("policyMillis", explanation.timeouts().policy().toMillis())
                .field(
                        "upstreamConnectMillis",
                        explanation.timeouts().upstreamConnect().toMillis())
                .field("streamIdleMillis", explanation.timeouts().streamIdle().toMillis())
                .endObject()
                .beginObject("limits")
                .field("requestLineBytes", explanation.limits().requestLine().toInt())
                .field(
                        "requestHeaderBytes",
                        explanation.limits().requestHeaders().toInt())
                .field("requestHeaderCount", explanation.limits().requestHeaderCount())
                .field(
                        "responseHeaderBytes",
                        explanation.limits().responseHeaders().toInt())
                .field("upstreamPending", explanation.limits().upstreamPending())
                .endObject();
    }

    private void headers(List<Field> fields) {
        json.beginArray("headers");
        for (Field field : fields) {
            json.beginObject()
                    .field("name", field.name())
                    .field("value", field.value())
                    .endObject();
        }
        json.endArray();
    }

    private void place(@Nullable Spot place) {
        if (place != null) {
            json.field("file", place.file()).field("line", place.line()).field("column", place.column());
        }
    }

    /** {@code NOT_REACHED} → {@code notReached}. */
    private static String word(Enum<?> value) {
        String[] parts = value.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder word = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
        }
        return word.toString();
    }
}
