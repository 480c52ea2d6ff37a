package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.EffectiveConfig.Listener;

/** APIs that their clients no longer find. */
final class AddressRisks {
    private AddressRisks() {}

    static void removed(Api api, Draft draft) {
        String message = api.name() + " is removed: clients of " + api.address() + " are refused";
        draft.risk(RiskCode.API_REMOVED, api.name(), message, api.place());
    }

    static void moved(Pair<ServedApi> pair, Draft draft) {
        Api before = pair.before().api();
        Api after = pair.after().api();
        boolean found = before.basePath().equals(after.basePath())
                && Binding.of(pair.after().listener())
                        .answers(Binding.of(pair.before().listener()))
                && protocol(pair.before().listener())
                        .equals(protocol(pair.after().listener()));
        if (!found) {
            String message =
                    after.name() + " moves to " + after.address() + ": clients of " + before.address() + " are refused";
            draft.risk(RiskCode.API_MOVED, after.name(), message, after.place());
        }
    }

    private static String protocol(Listener listener) {
        return listener.name().substring(0, listener.name().indexOf(':') + 1);
    }
}
