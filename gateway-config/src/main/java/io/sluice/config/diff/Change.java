package io.sluice.config.diff;

import io.sluice.config.Place;
import org.jspecify.annotations.Nullable;

/**
 * One difference.
 *
 * @param api the API it belongs to; empty if it belongs to none or to several
 * @param name which API, route, policy, listener, upstream or setting
 * @param path the setting inside it, such as {@code rateLimits[0].maximumRequests}; empty for all of it
 * @param before how it was, null if it was not there
 * @param after how it is, null if it is not there
 * @param place where it is written: in the new configuration, or in the old one if it is gone
 */
public record Change(
        Kind kind,
        String api,
        String name,
        String path,
        @Nullable String before,
        @Nullable String after,
        @Nullable Place place) {}
