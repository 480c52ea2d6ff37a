package io.sluice.config.diff;

/** How much a {@link Risk} matters, the worst first. */
public enum Severity {
    /** What was closed is open. */
    CRITICAL,
    /** Clients are cut off, or a protection is gone. */
    HIGH,
    /** A protection is weaker. */
    MEDIUM,
    /** Worth a look. */
    LOW
}
