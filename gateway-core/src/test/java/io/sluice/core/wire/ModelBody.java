package io.sluice.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows a head (RFC 9112 sections 6.3 and 7.1).
 *
 * @param judgement CLEAN if the body is complete
 * @param end the index behind it
 */
record ModelBody(WireModel.End judgement, byte[] content, boolean chunked, int end) {
    private static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    private static final String QUOTED =
            "\"(?:[\\t\\x20\\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]|\\\\[\\t\\x20-\\x7e\\x80-\\xff])*\"";
    private static final Pattern CHUNK_LINE = Pattern.compile(
            "([0-9A-Fa-f]+)(?:[ \\t]*;[ \\t]*" + TOKEN + "(?:[ \\t]*=[ \\t]*(?:" + TOKEN + "|" + QUOTED + "))?)*");
    private static final Pattern FIELD = Pattern.compile(TOKEN + ":[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final int MAX_DIGITS = 18;

    static ModelBody read(ModelHead head, String bytes, int start) {
        List<String> lengths = head.values("content-length");
        List<String> codings = head.values("transfer-encoding");
        if (!codings.isEmpty()) {
            boolean sound = lengths.isEmpty() && !head.old() && codings.size() == 1;
            return sound && codings.get(0).equalsIgnoreCase("chunked")
                    ? chunks(bytes, start)
                    : failed(WireModel.End.REFUSED);
        }
        if (lengths.isEmpty()) {
            return new ModelBody(WireModel.End.CLEAN, new byte[0], false, start);
        }
        return lengths.stream().allMatch(each -> each.matches("[0-9]+"))
                ? sized(lengths, bytes, start)
                : failed(WireModel.End.REFUSED);
    }

    private static ModelBody sized(List<String> lengths, String bytes, int start) {
        if (lengths.stream().distinct().count() > 1) {
            return failed(WireModel.End.REFUSED);
        }
        String digits = lengths.get(0);
        if (lengths.size() > 1 || digits.length() > MAX_DIGITS) {
            return failed(WireModel.End.OPEN);
        }
        long length = Long.parseLong(digits);
        if (length > bytes.length() - start) {
            return failed(WireModel.End.INCOMPLETE);
        }
        int end = start + (int) length;
        return new ModelBody(WireModel.End.CLEAN, octets(bytes.substring(start, end)), false, end);
    }

    private static ModelBody chunks(String bytes, int start) {
        StringBuilder content = new StringBuilder();
        int at = start;
        while (true) {
            int lineEnd = bytes.indexOf("\r\n", at);
            if (lineEnd < 0) {
                return failed(WireModel.End.INCOMPLETE);
            }
            Matcher line = CHUNK_LINE.matcher(bytes.substring(at, lineEnd));
            if (!line.matches()) {
                return failed(WireModel.End.REFUSED);
            }
            at = lineEnd + 2;
            String digits = line.group(1).replaceFirst("^0+(?=.)", "");
            if (digits.equals("0")) {
                return trailers(bytes, at, content.toString());
            }
            if (digits.length() > 15 || Long.parseLong(digits, 16) + 2 > bytes.length() - at) {
                return failed(digits.length() > 15 ? WireModel.End.OPEN : WireModel.End.INCOMPLETE);
            }
            int dataEnd = at + Integer.parseInt(digits, 16);
            if (!bytes.startsWith("\r\n", dataEnd)) {
                return failed(WireModel.End.REFUSED);
            }
            content.append(bytes, at, dataEnd);
            at = dataEnd + 2;
        }
    }

    private static ModelBody trailers(String bytes, int start, String content) {
        int at = start;
        while (true) {
            int lineEnd = bytes.indexOf("\r\n", at);
            if (lineEnd < 0) {
                return failed(WireModel.End.INCOMPLETE);
            }
            if (lineEnd == at) {
                return new ModelBody(WireModel.End.CLEAN, octets(content), true, at + 2);
            }
            if (!FIELD.matcher(bytes.substring(at, lineEnd)).matches()) {
                return failed(WireModel.End.REFUSED);
            }
            at = lineEnd + 2;
        }
    }

    private static ModelBody failed(WireModel.End judgement) {
        return new ModelBody(judgement, new byte[0], false, 0);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
