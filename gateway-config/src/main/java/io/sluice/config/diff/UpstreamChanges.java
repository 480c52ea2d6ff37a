package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Destination;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Upstreams that keep their name and get another address; each is named once, whatever the number of routes that lead there. */
final class UpstreamChanges {
    private record Used(Destination destination, Set<String> apis) {}

    private UpstreamChanges() {}

    static void find(EffectiveConfig before, EffectiveConfig after, Draft draft) {
        Map<String, Used> old = used(before);
        if (old.isEmpty()) {
            return;
        }
        used(after).forEach((name, now) -> {
            Used known = old.get(name);
            if (known != null
                    && !known.destination().url().equals(now.destination().url())) {
                add(known.destination(), now, draft);
            }
        });
    }

    private static void add(Destination before, Used now, Draft draft) {
        Destination after = now.destination();
        String api = now.apis().size() == 1 ? now.apis().iterator().next() : "";
        draft.change(
                new Change(Kind.UPSTREAM_ADDRESS, api, after.upstream(), "", before.url(), after.url(), after.place()));
        UpstreamRisks.find(api, before, after, true, draft);
    }

    private static Map<String, Used> used(EffectiveConfig config) {
        Map<String, Used> all = new LinkedHashMap<>();
        for (Api api : config.apis()) {
            api.routes().stream()
                    .flatMap(route -> route.destinations().stream())
                    .forEach(to -> all.computeIfAbsent(to.upstream(), name -> new Used(to, new TreeSet<>()))
                            .apis()
                            .add(api.name()));
        }
        return all;
    }
}
