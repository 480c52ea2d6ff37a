package io.sluice.core.runtime;

import io.sluice.core.observe.ApiMeters;
import java.util.List;

/**
 * One API on one listener.
 *
 * @param name {@code namespace/name}, without the namespace if it is {@code default}
 * @param basePath without trailing slash; empty for the root
 * @param steps the policy chain in request order
 */
public record Api(String name, String basePath, List<PolicyStep> steps, ApiMeters meters) {
    public Api {
        steps = List.copyOf(steps);
    }
}
