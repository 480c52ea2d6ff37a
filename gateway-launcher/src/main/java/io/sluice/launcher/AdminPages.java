package io.sluice.launcher;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the admin listener has to say. Threading: called on the admin worker; may block it. */
final class AdminPages {
    private final BooleanSupplier alive;
    private final Readiness readiness;
    private final MetricsPage metrics;

    /** @param alive whether the event loops still turn; may take a second to say so */
    AdminPages(BooleanSupplier alive, Readiness readiness, MetricsPage metrics) {
        this.alive = alive;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** @param accept value of the Accept field */
    AdminReply answer(HttpMethod method, String path, @Nullable String accept) {
        return switch (path) {
            case "/healthz", "/readyz", "/metrics" ->
                method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)
                        ? page(path, accept)
                        : AdminReply.error(
                                HttpResponseStatus.METHOD_NOT_ALLOWED,
                                "method must be GET or HEAD but is " + method.name());
            default ->
                AdminReply.error(
                        HttpResponseStatus.NOT_FOUND, "path must be /healthz, /readyz or /metrics but is " + path);
        };
    }

    private AdminReply page(String path, @Nullable String accept) {
        return switch (path) {
            case "/healthz" -> health();
            case "/readyz" -> ready();
            default -> metrics.scrape(accept);
        };
    }

    private AdminReply health() {
        return alive.getAsBoolean()
                ? AdminReply.json(
                        HttpResponseStatus.OK,
                        new JsonWriter().beginObject().field("alive", true).endObject())
                : AdminReply.error(HttpResponseStatus.SERVICE_UNAVAILABLE, "an event loop did not answer within 1 s");
    }

    private AdminReply ready() {
        List<String> reasons = readiness.reasons();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("ready", reasons.isEmpty())
                .field("generation", readiness.generation())
                .beginArray("reasons");
        reasons.forEach(json::element);
        json.endArray().endObject();
        return AdminReply.json(
                reasons.isEmpty() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, json);
    }
}
