/** What was found in a configuration, in the forms that people, editors and build servers read. */
@NullMarked
package io.sluice.config.report;

import org.jspecify.annotations.NullMarked;
