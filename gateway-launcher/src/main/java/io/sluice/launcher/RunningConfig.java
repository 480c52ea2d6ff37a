package io.sluice.launcher;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.render.EffectiveJson;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a running gateway serves, asked for at its admin listener. */
final class RunningConfig {
    @Option(names = "--running", description = "Take what a running gateway serves.")
    private boolean wanted;

    @Mixin
    private AdminClient gateway = new AdminClient();

    boolean wanted() {
        return wanted;
    }

    /** Null if the gateway does not answer as it should, which has been reported then. */
    @Nullable
    EffectiveConfig fetch(Terminal terminal) {
        try {
            return EffectiveJson.read(gateway.fetch(ConfigPage.PATH), BuiltInPolicies.all());
        } catch (IOException | IllegalArgumentException e) {
            terminal.error("cannot ask " + gateway.address() + ": " + e.getMessage());
            return null;
        }
    }
}
