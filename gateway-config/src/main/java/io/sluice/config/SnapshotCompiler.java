package io.sluice.config;

import io.sluice.core.observe.ApiMeters;
import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Api;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.RouteTable;
import io.sluice.core.runtime.RouteTable.ApiRoutes;
import io.sluice.core.runtime.TlsIdentity;
import java.util.ArrayList;
import java.util.List;

/** Linked manifests → listeners with their route tables. Meant to be used once. */
final class SnapshotCompiler {
    private final Metrics metrics;
    private final PolicyCompiler policies;
    private final RouteCompiler routes;
    private final PortTls tls;
    private final Inventory built;

    SnapshotCompiler(Metrics metrics, PolicyCompiler policies, RouteCompiler routes, PortTls tls, Inventory built) {
        this.metrics = metrics;
        this.policies = policies;
        this.routes = routes;
        this.tls = tls;
        this.built = built;
    }

    /** All listeners; after problems they must not be used. */
    List<Listener> compile(List<LinkedPort> ports) {
        List<Listener> listeners = new ArrayList<>();
        for (LinkedPort port : ports) {
            TlsIdentity identity = tls.identity(port);
            if (identity != null) {
                built.add(identity);
            }
            List<ApiRoutes> apis = port.apis().stream().map(this::api).toList();
            listeners.add(new Listener(port.socket(), identity, new RouteTable(apis), metrics.listener(port.name())));
        }
        return listeners;
    }

    private ApiRoutes api(LinkedApi linked) {
        ApiMeters meters = metrics.api(linked.name());
        Api api = new Api(linked.name(), linked.address().path(), policies.compile(linked, meters), meters);
        return routes.compile(linked, api);
    }
}
