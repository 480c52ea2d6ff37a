package io.sluice.core.runtime;

/** Everything that makes two connections to an upstream interchangeable. */
public record EndpointKey(String host, int port, boolean tls) {
    /** {@code host:port}, brackets around an IPv6 address. */
    public String target() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
