@NullMarked
package io.sluice.launcher.generations;

import org.jspecify.annotations.NullMarked;
