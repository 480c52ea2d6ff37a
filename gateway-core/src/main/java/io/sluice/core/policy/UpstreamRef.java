package io.sluice.core.policy;

/** An upstream that a policy declared while it was built; only the engine looks inside. */
public interface UpstreamRef {
    String name();
}
