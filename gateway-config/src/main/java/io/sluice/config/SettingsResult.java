package io.sluice.config;

/** What came of reading {@code gateway.conf}. */
public sealed interface SettingsResult {
    record Accepted(ProcessSettings settings) implements SettingsResult {}

    record Rejected(Problems problems) implements SettingsResult {}
}
