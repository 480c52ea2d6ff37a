/**
 * What became of each attempt to change the configuration, and what is kept so that an earlier one can come back.
 *
 * <p>An accepted configuration is a generation with a number and a hash. {@code History} remembers attempts, {@code KeptInputs} the files that made a
 * generation, {@code StateDirectory} both beyond the end of the process.
 */
@NullMarked
package io.sluice.launcher.generations;

import org.jspecify.annotations.NullMarked;
