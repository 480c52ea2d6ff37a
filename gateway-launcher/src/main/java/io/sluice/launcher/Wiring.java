package io.sluice.launcher;

import io.sluice.config.ConfigDocuments;
import io.sluice.config.ConfigLoader;
import io.sluice.config.ConfigWatcher;
import io.sluice.config.GenerationMark;
import io.sluice.config.ProcessSettings;
import io.sluice.core.observe.AccessLog;
import io.sluice.core.observe.Metrics;
import io.sluice.core.proxy.GatewayServer;
import io.sluice.launcher.generations.History;
import io.sluice.launcher.generations.KeptInputs;
import io.sluice.launcher.generations.StateDirectory;
import io.sluice.launcher.generations.Trigger;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole object graph, by hand, from top to bottom. Threading: runs on the main thread. */
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger("gateway");

    private final Terminal terminal;
    private final Path folder;
    private final StartSettings start;
    private final boolean demo;
    private final Build build = Build.current();
    private final Metrics metrics = new Metrics();
    private final Readiness readiness = new Readiness();
    private final ReloadMeters reloads = new ReloadMeters(readiness);
    private final History history = new History();

    /**
     * @param state folder for what must survive a restart, null for the one in the settings
     * @param demo whether to start the echo backend too
     */
    Wiring(Terminal terminal, Path folder, @Nullable Path state, boolean demo) {
        this.terminal = terminal;
        this.folder = folder;
        this.start = new StartSettings(terminal, folder, state);
        this.demo = demo;
    }

    /**
     * Serves until {@code shutdown} is requested; returns the exit code.
     *
     * @param first what to begin with; taken out, since what this method holds stays in memory as long as the process serves
     */
    int run(AtomicReference<ConfigDocuments> first, Shutdown shutdown) throws InterruptedException {
        try {
            ProcessSettings settings = start.load();
            if (settings == null) {
                return ExitCode.FAILED;
            }
            LogSetup.apply(settings.log());
            try (EchoBackend backend = demoBackend();
                    StateDirectory state = start.openState(settings)) {
                return serve(settings, first, state, backend, shutdown);
            }
        } catch (IOException e) {
            terminal.error(e.getMessage());
            return ExitCode.FAILED;
        } finally {
            LogSetup.close();
        }
    }

    private int serve(
            ProcessSettings settings,
            AtomicReference<ConfigDocuments> first,
            @Nullable StateDirectory state,
            @Nullable EchoBackend backend,
            Shutdown shutdown)
            throws IOException, InterruptedException {
        AdminTokenFile token = AdminTokenFile.open(settings.admin(), state);
        KeptInputs kept = new KeptInputs(settings.reload().generations(), state);
        kept.stored().forEach(stored -> history.addOlder(stored.attempt()));
        ConfigLoader loader = loader(metrics, settings, state == null ? GenerationMark.none() : state.last());
        try (AccessLogWriter log = AccessLogWriter.open(settings.accessLog());
                GatewayServer server = server(settings, log);
                MetricsRegistry registry = registry(server, log)) {
            Reloader reloader = reloader(loader, server, settings.log(), kept);
            try (AdminServer admin = admin(settings, token.token(), server, registry, reloader)) {
                if (!reloader.start(first.getAndSet(null))) {
                    return ExitCode.FAILED;
                }
                StartReport.log(build, server, reloader.served(), admin);
                StartReport.demo(terminal.out(), backend, reloader.served());
                AdminTokenFile.Published published = publish(token, admin);
                follow(settings.reload(), loader, reloader, shutdown);
                published.close();
                reloader.stop();
                stop(server, settings.timeouts().drainDelay());
            }
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

    private ConfigLoader loader(Metrics counters, ProcessSettings settings, GenerationMark last) {
        return new ConfigLoader(BuiltInPolicies.all(), counters, settings, System::getenv, last);
    }

    private Reloader reloader(ConfigLoader loader, GatewayServer server, ProcessSettings.Log log, KeptInputs kept) {
        Installation installation = new Installation(server, RuntimeLogLevel.of(log));
        return new Reloader(folder, loader, installation, kept, new ReloadLog(reloads, readiness, history));
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
                        metrics::loopLag,
                        server::directMemoryUsed,
                        server::directMemoryMax,
                        () -> log == null ? 0 : log.overflow(),
                        () -> log == null ? 0 : log.unwritten())));
    }

    private @Nullable AdminServer admin(
            ProcessSettings settings,
            AdminToken token,
            GatewayServer server,
            MetricsRegistry registry,
            Reloader reloader)
            throws IOException {
        if (!settings.admin().enabled()) {
            return null;
        }
        AdminTable table = new AdminTable(
                new HealthPages(server::responsive, readiness, registry.page()),
                new StatusPage(build, readiness, reloader::served, metrics),
                new ConfigPage(reloader::effective, () -> reloader.served().hash()),
                new HistoryPages(history),
                new ChangePages(reloader),
                new CheckPage(folder, () -> loader(new Metrics(), settings, GenerationMark.none())),
                new ExplainPage(
                        reloader::input,
                        () -> loader(new Metrics(), settings, GenerationMark.none()),
                        settings.engine()));
        return AdminServer.start(settings.admin(), table.routes(), token);
    }

    private static AdminTokenFile.Published publish(AdminTokenFile token, @Nullable AdminServer admin) {
        return admin == null
                ? () -> {}
                : token.publish(TokenFolder.ofThisUser(), admin.address().getPort());
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
