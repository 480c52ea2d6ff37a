package io.sluice.config.diff;

/** Every risk that a comparison knows; the names are stable and may be used in scripts. */
public enum RiskCode {
    AUTHENTICATION_LOST(Severity.CRITICAL, "An API had authentication and has none."),
    AUTHENTICATION_REDUCED(Severity.HIGH, "An API loses one of its authentication policies."),
    AUTHENTICATION_REPLACED(Severity.MEDIUM, "Another policy authenticates the callers of an API."),
    AUTHENTICATION_NARROWED(
            Severity.HIGH, "The rules of an authentication policy leave requests out that it used to check."),
    API_UNAUTHENTICATED(Severity.MEDIUM, "A new API has no authentication policy."),
    TOKEN_CHECK_WEAKENED(
            Severity.HIGH,
            "A token is accepted that used to be refused: its signature, audience, lifetime or claims are no longer checked."),
    ACCESS_POLICY_REMOVED(Severity.HIGH, "A policy that refused some callers or messages is gone."),
    ALLOW_LIST_REMOVED(Severity.HIGH, "A list of the only addresses that may call an API is gone."),
    ALLOW_LIST_WIDENED(Severity.MEDIUM, "More addresses may call an API."),
    BLOCK_LIST_REMOVED(Severity.HIGH, "A list of addresses that may not call an API is gone."),
    BLOCK_LIST_SHORTENED(Severity.MEDIUM, "Addresses that were refused may call an API."),
    ADDRESS_SOURCE_CHANGED(Severity.MEDIUM, "An address list looks elsewhere for the address of the caller."),
    PROTECTION_NARROWED(
            Severity.MEDIUM, "The rules of an access or quota policy leave requests out that it used to check."),
    QUOTA_REMOVED(Severity.HIGH, "An API had a limit of requests and has none."),
    QUOTA_RAISED(Severity.MEDIUM, "An API allows more than ten times as many requests."),
    CORS_OPENED(Severity.MEDIUM, "Web pages of any origin may call an API."),
    CREDENTIAL_INJECTION_REMOVED(
            Severity.MEDIUM, "Upstreams no longer get a header with which the gateway identified itself."),
    HEADER_REMOVAL_LOST(Severity.LOW, "A header is passed on that used to be taken out."),
    LOG_MASKING_REMOVED(Severity.MEDIUM, "Sensitive data is written to the log in plain text."),
    LISTENER_CLEARTEXT(Severity.CRITICAL, "A listener spoke TLS and does no longer."),
    LISTENER_EXPOSED(Severity.HIGH, "What only this machine could reach can be reached from others."),
    UPSTREAM_CLEARTEXT(Severity.HIGH, "Requests to an upstream are no longer encrypted."),
    API_REMOVED(Severity.HIGH, "An API is gone; its clients are refused."),
    API_MOVED(Severity.HIGH, "An API has another port, host or base path; clients of the old one are refused."),
    ROUTE_REMOVED(Severity.HIGH, "A route is gone, and no other takes all of its requests; clients get 404."),
    ROUTE_NARROWED(Severity.MEDIUM, "A route takes fewer requests, and no other takes the rest; clients may get 404."),
    ROUTE_SHADOWED(
            Severity.MEDIUM, "A route gets no request any more, because another one in front of it takes them all.");

    private final Severity severity;
    private final String meaning;

    RiskCode(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    public Severity severity() {
        return severity;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }
}
