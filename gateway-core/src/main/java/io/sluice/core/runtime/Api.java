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
public record Api(
        String name, String basePath, List<PolicyStep> steps, ApiMeters meters, EncodedSlashes encodedSlashes) {
    public Api {
        steps = List.copyOf(steps);
    }

    /** An API that refuses encoded slashes. */
    public Api(String name, String basePath, List<PolicyStep> steps, ApiMeters meters) {
        this(name, basePath, steps, meters, EncodedSlashes.REFUSE);
    }

    /** Whether requests may ask for the canonical {@code path}. */
    public boolean accepts(String path) {
        // The path first, since it is at hand and this object seldom is.
        return !CanonicalPath.hasEncodedSlash(path) || encodedSlashes == EncodedSlashes.KEEP;
    }
}
