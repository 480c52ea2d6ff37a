@NullMarked
package io.sluice.config.render;

import org.jspecify.annotations.NullMarked;
