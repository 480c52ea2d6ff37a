package io.sluice.launcher;

import io.sluice.config.ConfigLoader;
import io.sluice.config.ConfigWatcher;
import io.sluice.config.ProcessSettings;
import io.sluice.config.SettingsResult;
import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.Metrics;
import io.sluice.core.proxy.GatewayServer;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole object graph, by hand, from top to bottom. Threading: runs on the main thread. */
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger("gateway");
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final Path folder;
    private final boolean demo;
    private final Build build = Build.current();
    private final Metrics metrics = new Metrics();
    private final ReloadMeters reloads = new ReloadMeters();
    private final Readiness readiness = new Readiness();

    /** @param demo whether to start the echo backend too */
    Wiring(Terminal terminal, Path folder, boolean demo) {
        this.terminal = terminal;
        this.folder = folder;
        this.demo = demo;
    }

    /** Serves until {@code shutdown} is requested; returns the exit code. */
    int run(Shutdown shutdown) throws InterruptedException {
        SettingsResult result = ProcessSettings.load(folder);
        if (result instanceof SettingsResult.Rejected rejected) {
            terminal.err().println(rejected.problems().pretty());
            return ExitCode.FAILED;
        }
        ProcessSettings settings = ((SettingsResult.Accepted) result).settings();
        LogSetup.apply(settings.log());
        try (EchoBackend backend = demoBackend()) {
            return serve(settings, backend, shutdown);
        } catch (IOException e) {
            terminal.error(e.getMessage());
            return ExitCode.FAILED;
        } finally {
            LogSetup.close();
        }
    }

    private int serve(ProcessSettings settings, @Nullable EchoBackend backend, Shutdown shutdown)
            throws IOException, InterruptedException {
        try (AccessLogWriter log = AccessLogWriter.open(settings.accessLog());
                GatewayServer server = server(settings, log);
                MetricsRegistry registry = registry(server, log);
                AdminServer admin = admin(settings.admin(), server, registry)) {
            ConfigLoader loader = new ConfigLoader(BuiltInPolicies.all(), metrics, settings, System::getenv);
            try (Reloader reloader = new Reloader(folder, loader, server::install, reloads, readiness)) {
                if (!reloader.load(Trigger.STARTUP)) {
                    return ExitCode.FAILED;
                }
                StartReport.log(build, server, reloader.served(), admin);
                StartReport.demo(terminal.out(), backend, reloader.served());
                follow(settings.reload(), loader, reloader, shutdown);
            }
            stop(server, settings.timeouts().drainDelay());
        }
        return ExitCode.OK;
    }

    private void follow(ProcessSettings.Reload settings, ConfigLoader loader, Reloader reloader, Shutdown shutdown)
            throws InterruptedException {
        try (ConfigWatcher watcher = new ConfigWatcher(
                folder,
                settings,
                loader,
                why -> reloader.load(why == ConfigWatcher.Trigger.FILE ? Trigger.FILE : Trigger.SIGNAL))) {
            Signals.on("HUP", signal -> watcher.trigger());
            shutdown.await();
        }
    }

    /** Not ready first, so that load balancers look elsewhere while requests are still taken. */
    private void stop(GatewayServer server, Duration delay) throws InterruptedException {
        readiness.stopping();
        Thread.sleep(delay.toMillis());
        int cut = server.drain();
        if (cut > 0) {
            LOG.warn("{} requests cut because timeouts.drain was over", cut);
        }
        LOG.info("stopped");
    }

    private GatewayServer server(ProcessSettings settings, @Nullable AccessLogWriter log) throws IOException {
        try {
            return new GatewayServer(settings.engine(), metrics, log == null ? AccessLog.OFF : log);
        } catch (IllegalStateException e) {
            throw new IOException("cannot start the engine: " + e.getMessage(), e);
        }
    }

    private MetricsRegistry registry(GatewayServer server, @Nullable AccessLogWriter log) {
        return new MetricsRegistry(
                new ApiFamilies(metrics),
                new ConnectionFamilies(metrics),
                reloads,
                new ProcessFamilies(new ProcessFamilies.Sources(
                        build,
                        metrics.loopLag(),
                        server::directMemoryUsed,
                        server::directMemoryMax,
                        () -> log == null ? 0 : log.overflow(),
                        () -> log == null ? 0 : log.unwritten())));
    }

    private @Nullable AdminServer admin(ProcessSettings.Admin settings, GatewayServer server, MetricsRegistry registry)
            throws IOException {
        if (!settings.enabled()) {
            return null;
        }
        AdminPages pages = new AdminPages(() -> server.responsive(PATIENCE), readiness, registry.page());
        InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
        AdminServer admin = AdminServer.start(address, pages, new AdminHosts(settings.allowedHosts()));
        if (!admin.address().getAddress().isLoopbackAddress()) {
            LOG.warn(
                    "admin listens on {}, which others may reach; it has no login, so keep it inside your network",
                    BindFailure.text(admin.address()));
        }
        return admin;
    }

    private @Nullable EchoBackend demoBackend() throws IOException {
        if (!demo) {
            return null;
        }
        try {
            return EchoBackend.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), EchoBackend.PORT));
        } catch (BindFailure e) {
            throw new IOException("the demo backend of --demo " + e.getMessage(), e);
        }
    }
}
