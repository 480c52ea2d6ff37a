/** The test kit: what tests of all modules share. */
@NullMarked
package io.sluice.core.testing;

import org.jspecify.annotations.NullMarked;
