package io.sluice.launcher;

import java.time.Instant;

/** Milliseconds since the epoch → text of one length: RFC 3339 in UTC with milliseconds. Threading: for one thread at a time. */
final class Timestamp {
    /** The part up to the second, which is the same for many lines. */
    private String prefix = "";

    private long second = Long.MIN_VALUE;

    String of(long millis) {
        long now = Math.floorDiv(millis, 1000L);
        if (now != second) {
            String text = Instant.ofEpochSecond(now).toString();
            prefix = text.substring(0, text.length() - 1);
            second = now;
        }
        long fraction = Math.floorMod(millis, 1000L);
        return prefix + (fraction < 10 ? ".00" : fraction < 100 ? ".0" : ".") + fraction + "Z";
    }
}
