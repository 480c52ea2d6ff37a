package io.sluice.launcher;

import io.sluice.core.proxy.GatewayServer;
import io.sluice.core.runtime.Snapshot;
import java.io.IOException;

/** The data plane as {@link Reloader} sees it. */
record Installation(GatewayServer server) implements Reloader.Installer {
    @Override
    public void install(Snapshot snapshot) throws IOException {
        server.install(snapshot);
    }

    @Override
    public void refused() {
        server.forgetRefused();
    }
}
