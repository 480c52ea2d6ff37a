/**
 * The immutable plan: what one accepted configuration means, in the form in which requests use it.
 *
 * <p>Threading: everything here is immutable and shared by all threads.
 */
@NullMarked
package io.sluice.core.runtime;

import org.jspecify.annotations.NullMarked;
