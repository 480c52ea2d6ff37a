/** How a configuration record speaks about itself: sentences, defaults and bounds from which binder, schema and reference pages are made. */
@NullMarked
package io.sluice.core.schema;

import org.jspecify.annotations.NullMarked;
