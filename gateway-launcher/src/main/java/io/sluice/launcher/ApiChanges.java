package io.sluice.launcher;

import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.RouteTable.ApiRoutes;
import io.sluice.core.runtime.Snapshot;
import io.sluice.core.runtime.TlsIdentity;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many APIs one configuration has more, different and less than another. */
record ApiChanges(int added, int changed, int removed) {
    private record Served(
            InetSocketAddress address, @Nullable String tls, ApiRoutes routes) {}

    static ApiChanges between(Snapshot before, Snapshot after) {
        Map<String, Served> old = apis(before);
        Map<String, Served> now = apis(after);
        int common = 0;
        int equal = 0;
        for (Map.Entry<String, Served> each : now.entrySet()) {
            Served known = old.get(each.getKey());
            common += known == null ? 0 : 1;
            equal += each.getValue().equals(known) ? 1 : 0;
        }
        return new ApiChanges(now.size() - common, common - equal, old.size() - common);
    }

    /** Such as {@code 3 APIs}. */
    static String count(int apis) {
        return apis + (apis == 1 ? " API" : " APIs");
    }

    @Override
    public String toString() {
        return "+" + added + " ~" + changed + " -" + removed + " APIs";
    }

    private static Map<String, Served> apis(Snapshot snapshot) {
        Map<String, Served> apis = new HashMap<>();
        for (Listener listener : snapshot.listeners()) {
            TlsIdentity tls = listener.tls();
            String fingerprint = tls == null ? null : tls.fingerprint();
            for (ApiRoutes routes : listener.routes().apis()) {
                apis.put(routes.api().name(), new Served(listener.address(), fingerprint, routes));
            }
        }
        return apis;
    }
}
