package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.sluice.core.policy.GatewayError;
import org.jspecify.annotations.Nullable;

/**
 * How the body behind a head ends (RFC 9112 section 6.3). A head that two readers could frame differently is refused, not repaired.
 *
 * @param length bytes at most: all there are for {@link Kind#LENGTH}
 */
record BodyFraming(Kind kind, long length) {
    enum Kind {
        LENGTH,
        CHUNKED,
        TO_CLOSE
    }

    static final BodyFraming NONE = new BodyFraming(Kind.LENGTH, 0);
    private static final BodyFraming CHUNKED = new BodyFraming(Kind.CHUNKED, 0);
    private static final BodyFraming TO_CLOSE = new BodyFraming(Kind.TO_CLOSE, Long.MAX_VALUE);

    /** Digits of a length that fit a long whatever they are. */
    private static final int MAX_DIGITS = 18;

    static BodyFraming of(HttpRequest request) throws Refused {
        return announced(request, NONE);
    }

    /** @param answersHead whether the request was a HEAD */
    static BodyFraming of(HttpResponse response, boolean answersHead) throws Refused {
        BodyFraming announced = announced(response, TO_CLOSE);
        return answersHead || isBodiless(response.status().code()) ? NONE : announced;
    }

    /** Whether responses of {@code status} have no body whatever their fields say. */
    static boolean isBodiless(int status) {
        return status < 200 || status == 204 || status == 304;
    }

    boolean isEmpty() {
        return kind == Kind.LENGTH && length == 0;
    }

    /** Whether bytes of a body follow an acceptable head with these fields. */
    static boolean hasBody(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return isChunked(headers) || length != null && Long.parseLong(length) > 0;
    }

    static boolean isChunked(HttpHeaders headers) {
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    private static BodyFraming announced(HttpMessage message, BodyFraming silent) throws Refused {
        HttpHeaders headers = message.headers();
        String coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (coding != null) {
            checkCoding(message, coding, length);
            return CHUNKED;
        }
        if (length == null) {
            return silent;
        }
        Refused.unless(isNumber(length) && Fields.hasOne(headers, HttpHeaderNames.CONTENT_LENGTH));
        long bytes = Long.parseLong(length);
        return bytes == 0 ? NONE : new BodyFraming(Kind.LENGTH, bytes);
    }

    private static void checkCoding(HttpMessage message, String coding, @Nullable String length) throws Refused {
        Refused.unless(length == null && !message.protocolVersion().equals(HttpVersion.HTTP_1_0));
        Refused.unless(Fields.hasOne(message.headers(), HttpHeaderNames.TRANSFER_ENCODING));
        if (!coding.equalsIgnoreCase("chunked")) {
            boolean unknown = endsInChunked(coding);
            throw new Refused(unknown ? GatewayError.NOT_IMPLEMENTED : GatewayError.BAD_REQUEST);
        }
    }

    /** Whether {@code codings} are proper and only unknown here: names, of which the last and no other is chunked. */
    private static boolean endsInChunked(String codings) {
        String[] names = codings.split(",", -1);
        for (int i = 0; i < names.length; i++) {
            String name = names[i].strip();
            boolean last = i == names.length - 1;
            if (!isName(name) || last != name.equalsIgnoreCase("chunked")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c < 0x80 && Octet.is((byte) c, Octet.TOKEN));
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_DIGITS;
    }
}
