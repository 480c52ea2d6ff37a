package io.sluice.config.explain;

/** One header field. */
public record Field(String name, String value) {}
