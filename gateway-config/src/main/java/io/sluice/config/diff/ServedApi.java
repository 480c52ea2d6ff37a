package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Listener;
import java.util.List;

/** An API where it is served. */
record ServedApi(Listener listener, Api api) {
    /** The APIs of both sides; one that only got another name is found by its address. */
    static Pairing<ServedApi> pair(EffectiveConfig before, EffectiveConfig after) {
        return Pairing.of(
                all(before), all(after), List.of(served -> served.api().name(), ServedApi::where));
    }

    String name() {
        return api.name();
    }

    /** Equal for two APIs that answer at the same place. */
    String where() {
        return listener.name() + ' ' + listener.address() + ' ' + api.basePath();
    }

    private static List<ServedApi> all(EffectiveConfig config) {
        return config.listeners().stream()
                .flatMap(listener -> listener.apis().stream().map(api -> new ServedApi(listener, api)))
                .toList();
    }
}
