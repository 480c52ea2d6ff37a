/**
 * What a change of the configuration means: not which lines differ, but which APIs, routes, policies and upstreams, and what is risky about it.
 *
 * <p>{@code ConfigDiff} is the door. {@code Pairing} finds what belongs together on both sides, a class ending in {@code Changes} says what differs in such
 * a pair, and one ending in {@code Risks} what somebody should think about before it goes into service.
 */
@NullMarked
package io.sluice.config.diff;

import org.jspecify.annotations.NullMarked;
