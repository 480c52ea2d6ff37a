package io.sluice.core.runtime;

import io.sluice.core.observe.UpstreamMeters;
import io.sluice.core.policy.UpstreamRef;

/**
 * Where requests go.
 *
 * @param authority value of the Host field: the host, with the port unless it is the default of the scheme
 */
public record Upstream(String name, EndpointKey endpoint, String authority, UpstreamMeters meters)
        implements UpstreamRef {
    public static Upstream of(String name, EndpointKey endpoint, UpstreamMeters meters) {
        boolean usual = endpoint.port() == (endpoint.tls() ? 443 : 80);
        String target = endpoint.target();
        return new Upstream(name, endpoint, usual ? target.substring(0, target.lastIndexOf(':')) : target, meters);
    }
}
