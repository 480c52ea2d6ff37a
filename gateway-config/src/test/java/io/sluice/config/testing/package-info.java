/** For tests that need a configuration: a folder filled from text blocks, and what the loader makes of it. */
@NullMarked
package io.sluice.config.testing;

import org.jspecify.annotations.NullMarked;
