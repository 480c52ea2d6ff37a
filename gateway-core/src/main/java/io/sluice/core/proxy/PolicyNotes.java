package io.sluice.core.proxy;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What is remembered about each policy of one walk. Costs nothing for policies that always apply and take no notes. */
final class PolicyNotes {
    private final int policies;
    private @Nullable BitSet skipped;
    private @Nullable Object @Nullable [] states;

    PolicyNotes(int policies) {
        this.policies = policies;
    }

    /** The rules of the policy did not apply to this request. */
    void skip(int index) {
        if (skipped == null) {
            skipped = new BitSet(policies);
        }
        skipped.set(index);
    }

    boolean isSkipped(int index) {
        return skipped != null && skipped.get(index);
    }

    @Nullable
    Object state(int index) {
        return states == null ? null : states[index];
    }

    void state(int index, @Nullable Object mine) {
        if (states == null) {
            states = new @Nullable Object[policies];
        }
        states[index] = mine;
    }
}
