package io.sluice.config;

import io.sluice.core.runtime.Snapshot;
import java.util.List;

/** What came of reading a configuration: something that can run, or what is wrong with it, never both. */
public sealed interface LoadResult {
    /** A configuration that can run. Exactly one of {@link #confirm} and {@link #discard} must be called, before the next load. */
    final class Loaded implements LoadResult {
        private final Snapshot snapshot;
        private final EffectiveConfig effective;
        private final Problems report;
        private final ConfigInput input;
        private final Runnable onConfirm;
        private final Runnable onDiscard;

        Loaded(
                Snapshot snapshot,
                EffectiveConfig effective,
                Problems report,
                ConfigInput input,
                Runnable onConfirm,
                Runnable onDiscard) {
            this.snapshot = snapshot;
            this.effective = effective;
            this.report = report;
            this.input = input;
            this.onConfirm = onConfirm;
            this.onDiscard = onDiscard;
        }

        public Snapshot snapshot() {
            return snapshot;
        }

        /** What {@link #snapshot} means. */
        public EffectiveConfig effective() {
            return effective;
        }

        public List<Problem> warnings() {
            return report.all();
        }

        /** The warnings in a form to be printed. */
        public Problems report() {
            return report;
        }

        /** What the snapshot was made from. */
        public ConfigInput input() {
            return input;
        }

        /** The snapshot runs: the next load takes over what has not changed, and counts on from its generation. */
        public void confirm() {
            onConfirm.run();
        }

        /** The snapshot will never run: what was built for it is closed. */
        public void discard() {
            onDiscard.run();
        }
    }

    record Rejected(Problems problems) implements LoadResult {}
}
