/** The event-loop engine. Only {@link io.sluice.core.proxy.GatewayServer} is visible outside. */
@NullMarked
package io.sluice.core.proxy;

import org.jspecify.annotations.NullMarked;
