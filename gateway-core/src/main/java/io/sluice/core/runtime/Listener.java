package io.sluice.core.runtime;

import io.sluice.core.observe.ListenerMeters;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One address that clients connect to.
 *
 * @param address resolved address; port 0 takes any free one
 * @param tls null for cleartext
 */
public record Listener(
        InetSocketAddress address, @Nullable TlsIdentity tls, RouteTable routes, ListenerMeters meters) {}
