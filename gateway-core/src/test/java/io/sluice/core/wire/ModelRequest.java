package io.sluice.core.wire;

import io.sluice.core.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as the origin must receive it.
 *
 * @param body without its framing
 */
record ModelRequest(ModelHead head, String target, byte[] body, boolean chunked) {
    /** Fields that the gateway writes itself, or that end at it. */
    private static final Set<String> NOT_FORWARDED = Set.of(
            "host",
            "via",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-request-id",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade");

    /** Fields that must not arrive in disguise: readers that take whatever is between words for a dash see them. */
    private static final Set<String> NOT_IN_DISGUISE =
            Set.of("host", "content-length", "transfer-encoding", "connection", "x-forwarded-for");

    /** What is wrong with {@code received}; null if it is this request, octet by octet. */
    @Nullable
    String differenceTo(Wire.Message received, String origin) {
        WireModel.Reading reading = WireModel.read(bytesOf(received));
        if (reading.end() != WireModel.End.CLEAN || reading.requests().size() != 1) {
            return "the origin got what is no single sound request: " + reading.end();
        }
        ModelRequest seen = reading.requests().get(0);
        String line = head.method() + " " + target + " HTTP/1.1";
        if (!received.startLine().equals(line)) {
            return "start line " + received.startLine() + " instead of " + line;
        }
        if (!Arrays.equals(body, seen.body())) {
            return "body of " + seen.body().length + " octets instead of " + body.length;
        }
        return fieldDifference(seen.head(), origin);
    }

    private @Nullable String fieldDifference(ModelHead seen, String origin) {
        List<ModelField> expected = endToEnd(head);
        List<ModelField> arrived = endToEnd(seen);
        if (!expected.equals(arrived)) {
            return "fields " + arrived + " instead of " + expected;
        }
        if (!seen.values("host").equals(List.of(origin))) {
            return "Host " + seen.values("host");
        }
        boolean viaIsRight = lastMember(seen, "via").equals((head.old() ? "1.0" : "1.1") + " sluice");
        if (!viaIsRight || !lastMember(seen, "x-forwarded-for").equals("127.0.0.1")) {
            return "Via " + seen.values("via") + ", X-Forwarded-For " + seen.values("x-forwarded-for");
        }
        return disguised(seen);
    }

    private static @Nullable String disguised(ModelHead seen) {
        for (ModelField field : seen.fields()) {
            if (!field.isPlain() && NOT_IN_DISGUISE.contains(field.blurred())) {
                return "passed on " + field;
            }
        }
        return null;
    }

    /** Fields that pass unchanged, in order; those with unusual names may be dropped and are not compared. */
    private static List<ModelField> endToEnd(ModelHead head) {
        Set<String> nominated = head.connection();
        return head.fields().stream()
                .filter(ModelField::isPlain)
                .filter(field -> !NOT_FORWARDED.contains(field.name().toLowerCase(Locale.ROOT)))
                .filter(field -> !nominated.contains(field.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String lastMember(ModelHead head, String name) {
        List<String> lines = head.values(name);
        String all = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return all.substring(all.lastIndexOf(',') + 1).strip();
    }

    private static byte[] bytesOf(Wire.Message message) {
        byte[] head = message.head().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + message.body().length);
        System.arraycopy(message.body(), 0, all, head.length, message.body().length);
        return all;
    }
}
