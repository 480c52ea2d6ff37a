package io.sluice.core.runtime;

import io.sluice.core.observe.PolicyMeters;
import io.sluice.core.policy.Policy;

/**
 * A policy in its place in the chain of an API.
 *
 * @param binding name of the binding, for logs and metrics
 * @param condition the requests it applies to
 */
public record PolicyStep(String binding, Policy policy, Condition condition, PolicyMeters meters) {}
