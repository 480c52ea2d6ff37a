package io.sluice.config.fmt;

import io.sluice.config.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What stands between two lines such as {@code ---}, or the ends of the file: a document, or only comments.
 *
 * @param marker the line in front, -1 at the beginning of the file
 * @param from the first line
 * @param to the line after the last one
 * @param root its mapping, null if there is none that can be arranged
 */
record Section(int marker, int from, int to, @Nullable Block root) {
    /** Null if it is no manifest for this gateway. */
    @Nullable
    KeyOrder order() {
        return root == null ? null : KeyOrder.ofManifest(root.scalar("apiVersion"), root.scalar("kind"));
    }
}
