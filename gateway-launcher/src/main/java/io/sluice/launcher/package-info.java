/** The process around the engine: command line, wiring, admin listener, logs. Nobody imports it. */
@NullMarked
package io.sluice.launcher;

import org.jspecify.annotations.NullMarked;
