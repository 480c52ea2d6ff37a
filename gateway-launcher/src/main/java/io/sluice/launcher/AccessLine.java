package io.sluice.launcher;

import io.sluice.core.observe.AccessRecord;
import java.time.Instant;

/** Writes one record as one line of JSON. Threading: for one thread at a time. */
final class AccessLine {
    private final JsonWriter json;
    private long second = Long.MIN_VALUE;
    private String prefix = "";

    AccessLine(JsonWriter json) {
        this.json = json;
    }

    void write(AccessRecord entry) {
        json.beginObject().field("ts", timestamp(entry.endMillis())).field("req_id", entry.requestId());
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

    /** RFC 3339 in UTC; the part up to the second is the same for many lines and kept. */
    private String timestamp(long millis) {
        long now = Math.floorDiv(millis, 1000L);
        if (now != second) {
            String text = Instant.ofEpochSecond(now).toString();
            prefix = text.substring(0, text.length() - 1);
            second = now;
        }
        long fraction = Math.floorMod(millis, 1000L);
        return prefix + (fraction < 10 ? ".00" : fraction < 100 ? ".0" : ".") + fraction + "Z";
    }
}
