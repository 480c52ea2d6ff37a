package io.sluice.launcher;

import io.sluice.config.EffectiveConfig;
import io.sluice.core.proxy.GatewayServer;
import io.sluice.core.runtime.Snapshot;
import java.io.IOException;

/** What a configuration changes in the process, as {@link Reloader} sees it: the data plane, and how much is logged. */
record Installation(GatewayServer server, RuntimeLogLevel logLevel) implements Reloader.Installer {
    @Override
    public void install(Snapshot snapshot) throws IOException {
        server.install(snapshot);
    }

    @Override
    public void confirmed(EffectiveConfig effective) {
        logLevel.apply(effective);
    }

    @Override
    public void refused() {
        server.forgetRefused();
    }
}
