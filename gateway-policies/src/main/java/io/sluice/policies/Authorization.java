package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The Authorization field of a request (RFC 9110, section 11.6.2). */
final class Authorization {
    private Authorization() {}

    /** Whether there is more than one such field, of which no two parties would choose the same. */
    static boolean isRepeated(HttpHeaders headers) {
        Iterator<? extends CharSequence> values = headers.valueCharSequenceIterator(HttpHeaderNames.AUTHORIZATION);
        if (!values.hasNext()) {
            return false;
        }
        values.next();
        return values.hasNext();
    }

    static @Nullable String value(HttpHeaders headers) {
        return headers.get(HttpHeaderNames.AUTHORIZATION);
    }

    /** Where the credentials of {@code scheme} begin in {@code value}, -1 if they are of another scheme. */
    static int credentials(String value, String scheme) {
        int start = scheme.length();
        if (!value.regionMatches(true, 0, scheme, 0, start)) {
            return -1;
        }
        if (start < value.length() && value.charAt(start) != ' ') {
            return -1;
        }
        while (start < value.length() && value.charAt(start) == ' ') {
            start++;
        }
        return start;
    }
}
