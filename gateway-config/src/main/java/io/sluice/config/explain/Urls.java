package io.sluice.config.explain;

import io.sluice.core.runtime.EndpointKey;

/** How addresses of upstreams are shown. */
final class Urls {
    private Urls() {}

    /** Scheme, host and port. */
    static String origin(EndpointKey endpoint) {
        return (endpoint.tls() ? "https://" : "http://") + endpoint.target();
    }
}
