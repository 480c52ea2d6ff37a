@NullMarked
package io.sluice.launcher;

import org.jspecify.annotations.NullMarked;
