package io.sluice.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes requests out of pieces, and breaks most of them at a place where readers differ. The same seed makes the same requests. */
final class WireMessages {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "BREW");
    private static final List<String> SEGMENTS =
            List.of("a", "b.c", "..", ".", "", "%41", "%7e", "%20", "%2e%2E", "%C3%A9", "x:y", "~u", "%25", "a,b=c");
    private static final List<String> QUERIES = List.of("", "?", "?a=b", "?a=%2F&b", "?x=/../y", "?a?b");
    private static final List<String> FIELDS = List.of(
            "Accept: */*",
            "X-A: 1",
            "x-a: 2",
            "X-B:\t b \t",
            "X-Empty:",
            "Cookie: a=b; c=d",
            "Connection: x-a",
            "Connection: keep-alive, X-B",
            "Via: 1.0 front",
            "X-Forwarded-For: 6.6.6.6",
            "User-Agent: t/1 (a, \"b\")",
            "X-Long: " + "v".repeat(300),
            "X-Latin: \u00e9");
    private static final List<String> EXTENSIONS =
            List.of("", "", "", ";a", ";a=b", " ; a = \"b;c\"", ";a=\"\\\"\"", ";a=\"\u00e9\"");

    private final Random random;

    WireMessages(long seed) {
        random = new Random(seed);
    }

    byte[] next() {
        List<String> pieces = new ArrayList<>();
        int count = random.nextInt(8) == 0 ? 2 : 1;
        for (int i = 0; i < count; i++) {
            addRequest(pieces);
        }
        if (random.nextInt(4) > 0) {
            new Mutation(random).apply(pieces);
        }
        return String.join("", pieces).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void addRequest(List<String> pieces) {
        pieces.addAll(List.of(any(METHODS), " ", target(), " ", "HTTP/", "1.1", "\r\n"));
        addField(pieces, "Host: a.test");
        for (int n = random.nextInt(4); n > 0; n--) {
            addField(pieces, any(FIELDS));
        }
        switch (random.nextInt(3)) {
            case 0 -> pieces.add("\r\n");
            case 1 -> addSized(pieces);
            default -> addChunked(pieces);
        }
    }

    private String target() {
        StringBuilder target = new StringBuilder(random.nextInt(10) == 0 ? "http://b.test" : "");
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            target.append('/').append(any(SEGMENTS));
        }
        return target + any(QUERIES);
    }

    private static void addField(List<String> pieces, String field) {
        int colon = field.indexOf(':');
        pieces.addAll(List.of(field.substring(0, colon), ":", field.substring(colon + 1), "\r\n"));
    }

    private void addSized(List<String> pieces) {
        String body = data();
        addField(pieces, "Content-Length: " + body.length());
        addField(pieces, any(FIELDS));
        pieces.add("\r\n");
        pieces.add(body);
    }

    private void addChunked(List<String> pieces) {
        addField(pieces, random.nextBoolean() ? "Transfer-Encoding: chunked" : "transfer-encoding:CHUNKED");
        addField(pieces, any(FIELDS));
        pieces.add("\r\n");
        for (int n = random.nextInt(4); n > 0; n--) {
            String data = data() + "x";
            pieces.addAll(List.of(Integer.toHexString(data.length()), any(EXTENSIONS), "\r\n", data, "\r\n"));
        }
        pieces.addAll(List.of("0", any(EXTENSIONS), "\r\n"));
        if (random.nextInt(4) == 0) {
            addField(pieces, "X-Trailer: t");
        }
        pieces.add("\r\n");
    }

    private String data() {
        StringBuilder data = new StringBuilder();
        for (int n = random.nextInt(20); n > 0; n--) {
            data.append("0123456789abc\r\n:; G".charAt(random.nextInt(19)));
        }
        return data.toString();
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
