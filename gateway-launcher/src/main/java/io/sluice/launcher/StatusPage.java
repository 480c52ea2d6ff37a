package io.sluice.launcher;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** What is served, since when and how it relates to the files. Threading: safe from any thread. */
final class StatusPage {
    private final Build build;
    private final Readiness readiness;
    private final Supplier<Snapshot> served;
    private final Metrics metrics;
    private final Instant started = Instant.now();

    StatusPage(Build build, Readiness readiness, Supplier<Snapshot> served, Metrics metrics) {
        this.build = build;
        this.readiness = readiness;
        this.served = served;
        this.metrics = metrics;
    }

    AdminRoute route() {
        return AdminRoute.get("/api/v1/status", request -> request.wantsText() ? text() : json());
    }

    private AdminReply json() {
        Serving serving = readiness.serving();
        Snapshot snapshot = served.get();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("schemaVersion", 1)
                .field("version", build.version())
                .field("revision", build.revision())
                .field("started", seconds(started))
                .field("ready", readiness.ready())
                .field("stopping", readiness.isStopping())
                .field("generation", serving.generation())
                .field("hash", serving.hash())
                .field("since", seconds(serving.since()))
                .field("drifted", serving.drifted())
                .field("recovered", serving.isRecovered())
                .beginArray("reasons");
        readiness.reasons().forEach(json::element);
        json.endArray()
                .field("apis", apis(snapshot))
                .field("inFlight", inFlight())
                .beginArray("listeners");
        snapshot.listeners()
                .forEach(listener -> json.beginObject()
                        .field("address", url(listener))
                        .field("apis", listener.routes().apis().size())
                        .endObject());
        return AdminReply.json(HttpResponseStatus.OK, json.endArray().endObject());
    }

    private AdminReply text() {
        Serving serving = readiness.serving();
        Snapshot snapshot = served.get();
        StringBuilder text = new StringBuilder();
        row(text, "version", build.version() + " (revision " + build.revision() + ")");
        row(text, "started", seconds(started));
        row(text, "ready", readiness.ready() ? "yes" : "no");
        row(text, "generation", serving.generation() + " since " + seconds(serving.since()));
        row(text, "hash", serving.hash());
        row(text, "drifted", serving.drifted() ? "yes: the files say something else" : "no");
        row(text, "recovered", serving.isRecovered() ? "yes" : "no");
        readiness.reasons().forEach(reason -> row(text, "", reason));
        row(text, "APIs", Integer.toString(apis(snapshot)));
        row(text, "in flight", Long.toString(inFlight()));
        snapshot.listeners()
                .forEach(listener -> row(
                        text,
                        "listener",
                        url(listener) + " ("
                                + ApiCount.text(listener.routes().apis().size()) + ")"));
        return AdminReply.text(HttpResponseStatus.OK, text.toString());
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("%-11s %s\n".formatted(name, value));
    }

    private static int apis(Snapshot snapshot) {
        return snapshot.listeners().stream()
                .mapToInt(listener -> listener.routes().apis().size())
                .sum();
    }

    private long inFlight() {
        return metrics.apis().stream().mapToLong(ApiMeters::inFlight).sum();
    }

    private static String url(Listener listener) {
        return (listener.tls() == null ? "http://" : "https://") + BindFailure.text(listener.address());
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
