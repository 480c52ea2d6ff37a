package io.sluice.launcher;

import io.netty.handler.ssl.OpenSsl;
import io.sluice.core.proxy.GatewayServer;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.Snapshot;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines that say what has started. */
final class StartReport {
    private static final Logger LOG = LoggerFactory.getLogger("gateway");
    private static final long MEBIBYTE = 1 << 20;

    private StartReport() {}

    static void log(Build build, GatewayServer server, Snapshot snapshot, @Nullable AdminServer admin) {
        LOG.info("sluice {} (revision {}), Java {}", build.version(), build.revision(), build.java());
        LOG.info("transport {}{}", server.transport(), usesTls(snapshot) ? ", TLS by " + tls() : "");
        listeners(snapshot);
        if (admin == null) {
            LOG.info("admin is off");
        } else {
            LOG.info(
                    "admin on http://{} (/healthz /readyz /metrics /api/v1/status)", BindFailure.text(admin.address()));
        }
        LOG.info(
                "memory: heap at most {} MiB, buffers at most {} MiB; {} processors",
                Runtime.getRuntime().maxMemory() / MEBIBYTE,
                server.directMemoryMax() / MEBIBYTE,
                Runtime.getRuntime().availableProcessors());
    }

    /** Requests to try against the first API that is not behind TLS; nothing without a demo backend. */
    static void demo(PrintStream out, @Nullable EchoBackend backend, Snapshot snapshot) {
        if (backend == null) {
            return;
        }
        LOG.info("demo backend on http://{}", BindFailure.text(backend.address()));
        for (Listener listener : snapshot.listeners()) {
            if (listener.tls() == null) {
                String url = "http://localhost:" + listener.address().getPort()
                        + listener.routes().apis().get(0).api().basePath();
                out.println("Try:");
                out.println("  curl -i " + url + "/hello?name=you");
                out.println("  curl -i -d 'some text' " + url + "/orders");
                out.println("  curl -o /dev/null " + url + "/bytes/100000000");
                return;
            }
        }
    }

    private static void listeners(Snapshot snapshot) {
        for (Listener listener : snapshot.listeners()) {
            LOG.info(
                    "listening on {}://{} ({})",
                    listener.tls() == null ? "http" : "https",
                    BindFailure.text(listener.address()),
                    ApiCount.text(listener.routes().apis().size()));
        }
    }

    /** Only then the library is asked: loading it takes time. */
    private static boolean usesTls(Snapshot snapshot) {
        return snapshot.listeners().stream().anyMatch(listener -> listener.tls() != null)
                || snapshot.upstreams().stream()
                        .anyMatch(upstream -> upstream.endpoint().tls());
    }

    private static String tls() {
        return OpenSsl.isAvailable() ? OpenSsl.versionString() : "Java";
    }
}
