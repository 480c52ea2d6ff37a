package io.sluice.core.observe;

import java.util.Locale;

/** What a policy did about a request. */
public enum Decision {
    /** It let the request pass. */
    ALLOW,
    /** It answered the request itself. */
    REJECT,
    /** None of its rules applied to the request. */
    SKIP,
    /** It could not decide, or broke, and the request was refused. */
    ERROR_CLOSED;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }
}
