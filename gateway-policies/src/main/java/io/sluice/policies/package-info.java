/** The built-in policies: one file per policy, and package-private mechanisms named for what they are. */
@NullMarked
package io.sluice.policies;

import org.jspecify.annotations.NullMarked;
