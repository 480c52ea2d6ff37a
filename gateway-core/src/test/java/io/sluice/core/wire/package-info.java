/** The gateway against an independent reading of the RFCs: a model, a generator of messages, and the comparison of both. */
@NullMarked
package io.sluice.core.wire;

import org.jspecify.annotations.NullMarked;
