package io.sluice.core.runtime;

/**
 * What an API makes of {@code %2F} in a path. Some upstreams read it as a slash, so that a rule of the gateway would have been decided on another path
 * than the one they serve; others need it to carry a slash within a segment.
 */
public enum EncodedSlashes {
    /** 400. */
    REFUSE,

    /** Forwarded as it came: part of a segment for routes and policies. Every upstream of the API must read it so too. */
    KEEP
}
