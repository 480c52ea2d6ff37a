package io.sluice.launcher;

import io.sluice.core.observe.AccessRecord;

/** Writes one record as one line of JSON. Threading: for one thread at a time. */
final class AccessLine {
    private final JsonWriter json;
    private final Timestamp timestamp = new Timestamp();

    AccessLine(JsonWriter json) {
        this.json = json;
    }

    void write(AccessRecord entry) {
        json.beginObject().field("ts", timestamp.of(entry.endMillis())).field("req_id", entry.requestId());
        request(entry);
        outcome(entry);
        json.endObject().newLine();
    }

    private void request(AccessRecord entry) {
        json.field("client_ip", entry.clientIp())
                .field("client_port", entry.clientPort())
                .field("method", entry.method())
                .field("scheme", entry.scheme())
                .field("host", entry.host())
                .field("path", entry.path())
                .field("query", QueryRedaction.redact(entry.query()))
                .field("proto", entry.protocol());
    }

    private void outcome(AccessRecord entry) {
        json.field("status", entry.status())
                .field("source", entry.source())
                .field("reason", entry.reason())
                .field("stopped_by", entry.stoppedBy())
                .field("api", entry.api())
                .field("route", entry.route())
                .field("upstream", entry.upstream())
                .field("target", entry.target())
                .millis("dur_ms", entry.durationNanos())
                .millis("upstream_ms", entry.upstreamNanos())
                .millis("overhead_ms", entry.durationNanos() - entry.upstreamNanos())
                .field("req_bytes", entry.requestBytes())
                .field("resp_bytes", entry.responseBytes())
                .field("attempts", entry.attempts())
                .field("user_agent", entry.userAgent());
    }
}
