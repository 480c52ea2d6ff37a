package io.sluice.config.diff;

/** What has changed about a subject; the names are stable and may be used in scripts. */
public enum Kind {
    API_ADDED('+', Subject.API, ""),
    API_REMOVED('-', Subject.API, ""),
    /** Another name at the same address. */
    API_RENAMED('~', Subject.API, "renamed"),
    API_MOVED('~', Subject.API, "moved"),
    API_ENCODED_SLASHES('~', Subject.API, "encodedSlashes"),
    LISTENER_ADDED('+', Subject.LISTENER, ""),
    LISTENER_REMOVED('-', Subject.LISTENER, ""),
    LISTENER_MOVED('~', Subject.LISTENER, "moved"),
    /** Certificate, TLS settings, or whether there is TLS at all. */
    LISTENER_TLS('~', Subject.LISTENER, "TLS"),
    ROUTE_ADDED('+', Subject.ROUTE, ""),
    ROUTE_REMOVED('-', Subject.ROUTE, ""),
    ROUTE_RULES('~', Subject.ROUTE, "rules"),
    ROUTE_ORDER('~', Subject.ROUTE, "moved"),
    ROUTE_DESTINATION('~', Subject.ROUTE, "destination"),
    ROUTE_WEIGHT('~', Subject.ROUTE, "weight"),
    ROUTE_TIMEOUT('~', Subject.ROUTE, "response timeout"),
    POLICY_ADDED('+', Subject.POLICY, ""),
    POLICY_REMOVED('-', Subject.POLICY, ""),
    POLICY_SETTING('~', Subject.POLICY, ""),
    /** A value that is not shown. */
    POLICY_SECRET('~', Subject.POLICY, ""),
    POLICY_RULES('~', Subject.POLICY, "rules"),
    POLICY_RULES_NARROWED('~', Subject.POLICY, "rules narrowed"),
    POLICY_RULES_WIDENED('~', Subject.POLICY, "rules widened"),
    POLICY_ORDER('~', Subject.POLICY, "moved"),
    UPSTREAM_ADDRESS('~', Subject.UPSTREAM, "address"),
    SETTING_ADDED('+', Subject.SETTING, ""),
    SETTING_REMOVED('-', Subject.SETTING, ""),
    SETTING_CHANGED('~', Subject.SETTING, "");

    private final char sign;
    private final Subject subject;
    private final String aspect;

    Kind(char sign, Subject subject, String aspect) {
        this.sign = sign;
        this.subject = subject;
        this.aspect = aspect;
    }

    /** {@code +}, {@code -} or {@code ~}. */
    public char sign() {
        return sign;
    }

    public Subject subject() {
        return subject;
    }

    /** What it is that differs; empty for the whole subject, and where a path says it. */
    public String aspect() {
        return aspect;
    }
}
