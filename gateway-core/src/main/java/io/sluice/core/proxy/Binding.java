package io.sluice.core.proxy;

import io.sluice.core.observe.ListenerMeters;
import java.net.InetSocketAddress;

/**
 * A bound address. Its index tells each worker's current listener for it.
 *
 * @param configured as in the configuration, where the port may be 0
 */
record Binding(int index, InetSocketAddress configured, ListenerMeters meters) {}
