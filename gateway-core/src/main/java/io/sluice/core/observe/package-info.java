/** What the gateway counts and logs about its traffic. Threading: shared by all loops, without locks. */
@NullMarked
package io.sluice.core.observe;

import org.jspecify.annotations.NullMarked;
