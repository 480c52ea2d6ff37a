package io.sluice.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a strict reader makes of the bytes of a client, written from RFC 9112 and RFC 9110 with regular expressions over whole messages, and knowing
 * nothing of the gateway's code. Where the texts leave a choice that this project has made, the choice is: refuse.
 */
final class WireModel {
    /** How the bytes come to an end. */
    enum End {
        /** Behind a complete request; another may follow. */
        CLEAN,
        /** The sender wants no further answer on the connection. */
        LAST,
        /** With something that is no request. */
        REFUSED,
        /** In the middle of a request. */
        INCOMPLETE,
        /** With something on which readers may differ. */
        OPEN
    }

    /** What the bytes are: the requests that are to be served, in order, and what follows them. */
    record Reading(List<ModelRequest> requests, End end) {}

    private static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    private static final Pattern REQUEST_LINE =
            Pattern.compile("(" + TOKEN + ") ([\\x21-\\x7e]+) HTTP/([0-9])\\.([0-9])");
    private static final Pattern FIELD = Pattern.compile(
            "(" + TOKEN + "):[ \\t]*((?:[\\t\\x20-\\x7e\\x80-\\xff]*[\\x21-\\x7e\\x80-\\xff])?)[ \\t]*");
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z.\\-_~!$&'()*+;=]+(?::([0-9]{1,5}))?");
    private static final Pattern DOUBTFUL_HOST = Pattern.compile("[0-9A-Za-z.\\-_~!$&'()*+,;=%]*(?::[0-9]*)?|\\[.*");
    private static final Set<String> NO_PLAIN_METHOD = Set.of("CONNECT", "TRACE", "OPTIONS", "HEAD");

    private final String bytes;
    private final List<ModelRequest> requests = new ArrayList<>();
    private int at;

    private WireModel(String bytes) {
        this.bytes = bytes;
    }

    static Reading read(byte[] bytes) {
        WireModel model = new WireModel(new String(bytes, StandardCharsets.ISO_8859_1));
        return new Reading(model.requests, model.readAll());
    }

    private End readAll() {
        while (true) {
            skipEmptyLines();
            if (at == bytes.length()) {
                return End.CLEAN;
            }
            End end = readRequest();
            if (end != End.CLEAN) {
                return end;
            }
        }
    }

    /** Empty lines in front of a request line are passed over (RFC 9112 section 2.2). */
    private void skipEmptyLines() {
        for (int i = 0; i < 4 && bytes.startsWith("\r\n", at); i++) {
            at += 2;
        }
    }

    private End readRequest() {
        int headEnd = bytes.indexOf("\r\n\r\n", at);
        if (headEnd < 0) {
            return End.INCOMPLETE;
        }
        String[] lines = bytes.substring(at, headEnd).split("\r\n", -1);
        at = headEnd + 4;
        Matcher start = REQUEST_LINE.matcher(lines[0]);
        if (!start.matches() || !start.group(3).equals("1")) {
            return End.REFUSED;
        }
        List<ModelField> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            Matcher field = FIELD.matcher(lines[i]);
            if (!field.matches()) {
                return End.REFUSED;
            }
            fields.add(new ModelField(field.group(1), field.group(2)));
        }
        boolean old = start.group(4).equals("0");
        return readBody(new ModelHead(start.group(1), start.group(2), old, fields));
    }

    private End readBody(ModelHead head) {
        End judged = judgeHead(head);
        if (judged != End.CLEAN) {
            return judged;
        }
        ModelTarget target = ModelTarget.of(head.target());
        ModelBody body = ModelBody.read(head, bytes, at);
        at = body.end();
        if (body.judgement() != End.CLEAN) {
            return body.judgement();
        }
        if (target.judgement() != End.CLEAN) {
            return target.judgement();
        }
        requests.add(new ModelRequest(head, target.canonical(), body.content(), body.chunked()));
        return head.keepsAlive() ? End.CLEAN : End.LAST;
    }

    private static End judgeHead(ModelHead head) {
        if (NO_PLAIN_METHOD.contains(head.method())) {
            return End.OPEN;
        }
        List<String> hosts = head.values("host");
        if (hosts.size() > 1 || hosts.isEmpty() && !head.old()) {
            return End.REFUSED;
        }
        if (hosts.isEmpty() || isPlainHost(hosts.get(0))) {
            return ModelTarget.of(head.target()).judgement() == End.OPEN ? End.OPEN : End.CLEAN;
        }
        return DOUBTFUL_HOST.matcher(hosts.get(0)).matches() ? End.OPEN : End.REFUSED;
    }

    private static boolean isPlainHost(String host) {
        Matcher matcher = HOST.matcher(host);
        return matcher.matches() && (matcher.group(1) == null || Integer.parseInt(matcher.group(1)) <= 65535);
    }
}
