/**
 * What would become of a request: listener, API, route, policies and upstream, each with the reason. The real compiled policies decide, about an exchange
 * that leads nowhere: no upstream and no server of a policy is called.
 */
@NullMarked
package io.sluice.config.explain;

import org.jspecify.annotations.NullMarked;
