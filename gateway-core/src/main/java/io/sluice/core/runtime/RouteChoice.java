package io.sluice.core.runtime;

import io.sluice.core.policy.RequestHead;

/** Finds the route of a request within one API. Most APIs have one route that takes every request: it stands for itself, so that no object is between. */
interface RouteChoice {
    /** The first route that takes {@code request}; else the one for requests that no other takes. */
    Route firstFor(RequestHead request);
}
