package io.sluice.config.diff;

import io.sluice.config.Place;
import org.jspecify.annotations.Nullable;

/**
 * Something about a change that somebody should know before it goes into service.
 *
 * @param api the API it is about; empty if it is about several
 * @param message a sentence for people who do not know the files
 * @param place where to look: in the new configuration, or in the old one if it is about something that is gone
 */
public record Risk(
        RiskCode code, String api, String message, @Nullable Place place) {
    public Severity severity() {
        return code.severity();
    }
}
