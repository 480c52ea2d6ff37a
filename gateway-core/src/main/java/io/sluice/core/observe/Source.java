package io.sluice.core.observe;

import java.util.Locale;

/** Who produced a response. */
public enum Source {
    UPSTREAM,
    POLICY,
    GATEWAY;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }
}
