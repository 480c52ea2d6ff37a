package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Destination;

/** Upstreams that are no longer reached through TLS. */
final class UpstreamRisks {
    private UpstreamRisks() {}

    /** @param elsewhere whether the address differs */
    static void find(String api, Destination before, Destination after, boolean elsewhere, Draft draft) {
        if (elsewhere && encrypted(before) && !encrypted(after)) {
            String message = "requests to " + after.url() + " are no longer encrypted; they went to " + before.url();
            draft.risk(RiskCode.UPSTREAM_CLEARTEXT, api, message, after.place());
        }
    }

    private static boolean encrypted(Destination to) {
        return to.url().startsWith("https:");
    }
}
