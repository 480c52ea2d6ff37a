package io.sluice.core.policy;

/** What a policy is there for: what an API loses if it is taken away. */
public enum Purpose {
    /** Callers must show who they are. */
    AUTHENTICATION,
    /** Only some callers, or some messages, are let through, whoever sends them. */
    ACCESS,
    /** Nobody may send more than a certain amount. */
    QUOTA,
    /** Web pages of other origins may call the API. */
    CORS,
    /** Messages are changed on their way. */
    TRANSFORMATION,
    /** What passes is written down. */
    LOGGING,
    /** It is decided where requests go, and over what kind of connection. */
    TRANSPORT
}
