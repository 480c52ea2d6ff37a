/** Network addresses and sets of them. */
@NullMarked
package io.sluice.core.address;

import org.jspecify.annotations.NullMarked;
