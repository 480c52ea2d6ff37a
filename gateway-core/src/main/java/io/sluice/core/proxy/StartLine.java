package io.sluice.core.proxy;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.sluice.core.policy.GatewayError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The first line of a message (RFC 9112 sections 3 and 4): its parts, one space apart, and nothing else. */
final class StartLine {
    private static final List<HttpMethod> USUAL =
            List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.HEAD);

    private static final byte[] HTTP = "HTTP/".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION_LENGTH = 8;

    private StartLine() {}

    /** A request without fields, of the first {@code length} bytes of {@code line}. */
    static HttpRequest request(byte[] line, int length) throws Refused {
        int methodEnd = Octet.skipToken(line, 0, length);
        Refused.unless(methodEnd > 0 && isSpace(line, methodEnd, length));
        int target = methodEnd + 1;
        int targetEnd = Octet.skip(line, target, length, Octet.VISIBLE);
        Refused.unless(targetEnd > target && isSpace(line, targetEnd, length));
        Refused.unless(length - targetEnd - 1 == VERSION_LENGTH);
        HttpVersion version = version(line, targetEnd + 1);
        return new DefaultHttpRequest(
                version, method(line, methodEnd), text(line, target, targetEnd), new Fields(), false);
    }

    /** A response without fields. The space in front of an absent reason may be absent too. */
    static HttpResponse response(byte[] line, int length) throws Refused {
        Refused.unless(length >= VERSION_LENGTH + 4);
        HttpVersion version = version(line, 0);
        int status = VERSION_LENGTH + 1;
        int reason = status + 3;
        Refused.unless(line[VERSION_LENGTH] == ' ' && (reason == length || line[reason] == ' '));
        Refused.unless(Octet.isText(line, reason, length));
        return new DefaultHttpResponse(version, status(line, status), new Fields());
    }

    /** A minor version beyond 1 is compatible and read as 1 (RFC 9110 section 2.5); another major version is another protocol. */
    private static HttpVersion version(byte[] line, int start) throws Refused {
        int dot = start + HTTP.length + 1;
        Refused.unless(Arrays.equals(line, start, start + HTTP.length, HTTP, 0, HTTP.length));
        Refused.unless(isDigit(line[dot - 1]) && line[dot] == '.' && isDigit(line[dot + 1]));
        if (line[dot - 1] != '1') {
            throw new Refused(GatewayError.VERSION_NOT_SUPPORTED);
        }
        return line[dot + 1] == '0' ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
    }

    private static HttpMethod method(byte[] line, int end) {
        for (int i = 0; i < USUAL.size(); i++) {
            byte[] name = USUAL.get(i).asciiName().array();
            if (Arrays.equals(line, 0, end, name, 0, name.length)) {
                return USUAL.get(i);
            }
        }
        return HttpMethod.valueOf(text(line, 0, end));
    }

    private static HttpResponseStatus status(byte[] line, int start) throws Refused {
        int code = 0;
        for (int i = start; i < start + 3; i++) {
            Refused.unless(isDigit(line[i]));
            code = code * 10 + line[i] - '0';
        }
        Refused.unless(code >= 100 && code <= 599);
        return HttpResponseStatus.valueOf(code);
    }

    private static String text(byte[] line, int start, int end) {
        return new String(line, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isSpace(byte[] line, int index, int length) {
        return index < length && line[index] == ' ';
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }
}
