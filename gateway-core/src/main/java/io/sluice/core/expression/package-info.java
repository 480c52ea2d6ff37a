/**
 * The subset of DataWeave that policy settings may use inside {@code #[...]}: compiled once, evaluated without side effects.
 *
 * <p>Values are plain objects: null, Boolean, String, Double, List and Map.
 */
@NullMarked
package io.sluice.core.expression;

import org.jspecify.annotations.NullMarked;
