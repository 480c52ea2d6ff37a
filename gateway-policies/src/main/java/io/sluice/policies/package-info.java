/** The built-in policies, one file each, and the mechanisms they are made of. */
@NullMarked
package io.sluice.policies;

import org.jspecify.annotations.NullMarked;
