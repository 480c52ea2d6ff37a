/**
 * The effective configuration written down: as YAML for people, as JSON for programs, and read back from JSON. {@code EffectiveTree} decides what is said
 * and in which order; the writers only spell it.
 */
@NullMarked
package io.sluice.config.render;

import org.jspecify.annotations.NullMarked;
