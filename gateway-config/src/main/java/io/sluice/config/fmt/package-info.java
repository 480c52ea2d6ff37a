/**
 * The canonical form of manifests. Text is moved in whole lines and never written anew, so what a value says, how it is quoted and every comment
 * stay what they were.
 *
 * <p>{@link io.sluice.config.fmt.BlockParser} finds out from the tokens of YAML which lines belong to which key or item,
 * {@link io.sluice.config.fmt.BlockPrinter} puts them in order, and {@link io.sluice.config.fmt.SameMeaning} checks the result.
 */
@NullMarked
package io.sluice.config.fmt;

import org.jspecify.annotations.NullMarked;
