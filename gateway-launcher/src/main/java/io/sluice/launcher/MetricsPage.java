package io.sluice.launcher;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The registry as text: OpenMetrics 1.0 for who asks for it, else the Prometheus text format 0.0.4. Threading: safe from any thread. */
final class MetricsPage {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final MetricsRegistry registry;

    MetricsPage(MetricsRegistry registry) {
        this.registry = registry;
    }

    /** @param accept value of the Accept field, empty if there is none */
    AdminReply scrape(String accept) {
        boolean open = accept.contains("application/openmetrics-text");
        String type = open ? OPEN_METRICS : PROMETHEUS;
        ByteArrayOutputStream text = new ByteArrayOutputStream(32 * 1024);
        try {
            registry.open().scrape(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return new AdminReply(HttpResponseStatus.OK, type, text.toByteArray());
    }
}
