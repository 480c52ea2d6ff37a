package io.sluice.config.diff;

import io.sluice.config.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comparison while it is being made. */
final class Draft {
    private final List<Risk> risks = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private int uncompared;

    void change(Change change) {
        changes.add(change);
    }

    void risk(RiskCode code, String api, String message, @Nullable Place place) {
        risks.add(new Risk(code, api, message, place));
    }

    /** Both sides hide a value, and nobody can say whether it is the same. */
    void uncompared() {
        uncompared++;
    }

    ConfigDiff finished() {
        risks.sort(Comparator.comparing(Risk::severity));
        return new ConfigDiff(risks, changes, uncompared);
    }
}
