package io.sluice.core.runtime;

/** Everything that makes two connections to an upstream interchangeable. */
public record EndpointKey(String host, int port, boolean tls) {
    /** {@code host:port}, brackets around an IPv6 address. */
    public String target() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }

    /** Written out, like the hash, so that a start need not wait for the JVM to make both. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointKey that && port == that.port && tls == that.tls && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return (31 * host.hashCode() + port) * 2 + (tls ? 1 : 0);
    }
}
