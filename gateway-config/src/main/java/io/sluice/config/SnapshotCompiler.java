package io.sluice.config;

import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.RouteTable;
import io.sluice.core.runtime.RouteTable.ApiRoutes;
import io.sluice.core.runtime.TlsIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Linked manifests → listeners with their route tables, and the same for people. Meant to be used once. */
final class SnapshotCompiler {
    private final Metrics metrics;
    private final PolicyCompiler policies;
    private final RouteCompiler routes;
    private final PortTls tls;
    private final Inventory built;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<EffectiveConfig.Listener> effective = new ArrayList<>();

    SnapshotCompiler(Metrics metrics, PolicyCompiler policies, RouteCompiler routes, PortTls tls, Inventory built) {
        this.metrics = metrics;
        this.policies = policies;
        this.routes = routes;
        this.tls = tls;
        this.built = built;
    }

    /** After problems what comes of it must not be used. */
    void compile(List<LinkedPort> ports) {
        ports.forEach(this::compile);
    }

    List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    List<EffectiveConfig.Listener> effective() {
        return List.copyOf(effective);
    }

    private void compile(LinkedPort port) {
        TlsIdentity identity = tls.identity(port);
        if (identity != null) {
            built.add(identity);
        }
        List<ApiRoutes> apis = new ArrayList<>();
        List<EffectiveConfig.Api> shown = new ArrayList<>();
        port.apis().forEach(api -> compile(api, apis, shown));
        listeners.add(new Listener(port.socket(), identity, new RouteTable(apis), metrics.listener(port.name())));
        effective.add(new EffectiveConfig.Listener(port.name(), port.address(), fingerprint(identity), shown));
    }

    private void compile(LinkedApi linked, List<ApiRoutes> apis, List<EffectiveConfig.Api> shown) {
        ApiMeters meters = metrics.api(linked.name());
        List<PolicyCompiler.Compiled> chain = policies.compile(linked, meters);
        Api api = new Api(
                linked.name(),
                linked.address().path(),
                chain.stream().map(PolicyCompiler.Compiled::step).toList(),
                meters,
                linked.manifest().spec().encodedSlashes());
        Duration timeout = routes.timeout(linked);
        apis.add(routes.compile(linked, api, timeout));
        shown.add(new EffectiveConfig.Api(
                linked.name(),
                linked.manifest().metadata().name().at().place(),
                linked.manifest().spec().address().text(),
                linked.address().path(),
                linked.manifest().spec().encodedSlashes(),
                linked.manifest().metadata().labels(),
                chain.stream().map(PolicyCompiler.Compiled::effective).toList(),
                routes.effective(linked, timeout)));
    }

    private static @Nullable String fingerprint(@Nullable TlsIdentity identity) {
        return identity == null ? null : identity.fingerprint();
    }
}
