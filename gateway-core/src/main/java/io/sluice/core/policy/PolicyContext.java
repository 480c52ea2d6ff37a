package io.sluice.core.policy;

import java.net.URI;

/** What a policy may ask for while it is being built; never kept by the policy. */
public interface PolicyContext {
    /** The name of the binding, for messages. */
    String binding();

    /** The name of the API that the binding guards. */
    String api();

    /** Declares that this policy calls the origin (scheme, host, port) of {@code uri}; a path is not part of it. */
    UpstreamRef upstream(URI uri);

    /** Reports a fault that only the policy can see; {@code path} is the key, such as {@code rateLimits[0].maximumRequests}. */
    void problem(String path, String message);
}
