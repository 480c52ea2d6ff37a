package io.sluice.policies;

import io.netty.util.concurrent.Future;
import io.sluice.core.policy.Exchange;
import org.jspecify.annotations.Nullable;

/** Where one loop finds the keys of a policy. */
interface KeySource {
    /** Sees to it that the keys are no older than they may be; what to wait for before {@link #keys()} is asked, null if nothing. */
    @Nullable
    Future<Void> refresh(Exchange exchange);

    /** Looks for a key that is not there; what to wait for, null if it was looked for already. */
    @Nullable
    Future<Void> seek(Exchange exchange);

    /** Null if no keys could be had yet. */
    @Nullable
    KeySet keys();

    /** Keys that are always there. */
    static KeySource of(KeySet keys) {
        return new KeySource() {
            @Override
            public @Nullable Future<Void> refresh(Exchange exchange) {
                return null;
            }

            @Override
            public @Nullable Future<Void> seek(Exchange exchange) {
                return null;
            }

            @Override
            public KeySet keys() {
                return keys;
            }
        };
    }
}
