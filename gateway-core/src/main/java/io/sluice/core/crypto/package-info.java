/** Which implementation of public-key cryptography serves. */
@NullMarked
package io.sluice.core.crypto;

import org.jspecify.annotations.NullMarked;
