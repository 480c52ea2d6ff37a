package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.EffectiveConfig.Listener;
import java.util.List;

/**
 * What one configuration means that another does not. Names of files, the order of documents and keys, comments, spellings of policy names and labels make no
 * difference; neither does the name of a binding or service by itself.
 *
 * @param risks the worst first
 * @param changes by API
 * @param uncompared how many values are hidden on both sides by different processes, so that nobody can say whether they are the same
 */
public record ConfigDiff(List<Risk> risks, List<Change> changes, int uncompared) {
    public ConfigDiff {
        risks = List.copyOf(risks);
        changes = List.copyOf(changes);
    }

    public static ConfigDiff between(EffectiveConfig before, EffectiveConfig after) {
        Draft draft = new Draft();
        Pairing<ServedApi> apis = ServedApi.pair(before, after);
        ApiChanges.find(apis, draft);
        Pairing<Listener> listeners = ListenerChanges.pair(before.listeners(), after.listeners());
        ListenerChanges.find(listeners, draft);
        UpstreamChanges.find(before, after, draft);
        SettingChanges.find(before.settings(), after.settings(), draft);
        ListenerRisks.find(apis, draft);
        return draft.finished();
    }

    /** Whether both say the same, as far as it can be known. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** One line, such as {@code +1 API orders, ~2 policies of catalog, -1 route}. */
    public String summary() {
        return Summary.of(changes);
    }

    /** A sentence about {@link #uncompared}. */
    String uncomparedNote() {
        return Texts.count(uncompared, "hidden value", "was", "were")
                + " not compared: a running gateway does not show them";
    }
}
