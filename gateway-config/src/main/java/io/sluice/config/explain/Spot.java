package io.sluice.config.explain;

import io.sluice.config.Place;

/** Where something is written: a place without the text that stands there, which may be secret. */
public record Spot(String file, int line, int column) {
    static Spot of(Place place) {
        return new Spot(place.file(), place.line(), place.column());
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ':' + line + ':' + column;
    }
}
