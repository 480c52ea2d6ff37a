package io.sluice.launcher;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Alive, ready and measured. Threading: called on an admin worker; may block it. */
final class HealthPages {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Predicate<Duration> alive;
    private final Readiness readiness;
    private final MetricsPage metrics;

    /** @param alive whether the event loops still turn; may take as long as it is told to say so */
    HealthPages(Predicate<Duration> alive, Readiness readiness, MetricsPage metrics) {
        this.alive = alive;
        this.readiness = readiness;
        this.metrics = metrics;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/healthz", request -> health()),
                AdminRoute.get("/readyz", request -> ready()),
                AdminRoute.get("/metrics", request -> metrics.scrape(request.accept())));
    }

    private AdminReply health() {
        return alive.test(PATIENCE)
                ? AdminReply.json(
                        HttpResponseStatus.OK,
                        new JsonWriter().beginObject().field("alive", true).endObject())
                : AdminReply.error(HttpResponseStatus.SERVICE_UNAVAILABLE, "an event loop did not answer within 1 s");
    }

    private AdminReply ready() {
        Serving serving = readiness.serving();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("ready", readiness.ready())
                .field("generation", serving.generation())
                .field("drifted", serving.drifted())
                .field("recovered", serving.isRecovered())
                .beginArray("reasons");
        readiness.reasons().forEach(json::element);
        json.endArray().endObject();
        return AdminReply.json(
                readiness.ready() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, json);
    }
}
