@NullMarked
package io.sluice.config.diff;

import org.jspecify.annotations.NullMarked;
