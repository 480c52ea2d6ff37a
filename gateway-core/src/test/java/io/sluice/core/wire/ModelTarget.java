package io.sluice.core.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request target (RFC 9112 section 3.2) and the one form in which it is forwarded (RFC 3986 section 6.2.2).
 *
 * @param canonical path and query; empty unless the judgement is CLEAN
 */
record ModelTarget(WireModel.End judgement, String canonical) {
    private static final Pattern ABSOLUTE =
            Pattern.compile("https?://([0-9A-Za-z.\\-]+(?::[0-9]{1,4})?)([/?].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z\\-._~!$&'()*+,;=:@/?%]*");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

    static ModelTarget of(String target) {
        if (target.indexOf('#') >= 0) {
            return judged(WireModel.End.REFUSED);
        }
        if (target.startsWith("/")) {
            return origin(target);
        }
        Matcher absolute = ABSOLUTE.matcher(target);
        if (absolute.matches()) {
            String rest = absolute.group(2) == null ? "/" : absolute.group(2);
            return origin(rest.startsWith("?") ? "/" + rest : rest);
        }
        return judged(target.contains("://") ? WireModel.End.OPEN : WireModel.End.REFUSED);
    }

    private static ModelTarget origin(String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark);
        if (path.indexOf('\\') >= 0 || path.replaceAll(ESCAPE.pattern(), "").indexOf('%') >= 0) {
            return judged(WireModel.End.REFUSED);
        }
        if (!PLAIN.matcher(target).matches()) {
            return judged(WireModel.End.OPEN);
        }
        if (hidesSomething(path)) {
            return judged(WireModel.End.REFUSED);
        }
        String canonical = removeDots(decodeUnreserved(path).replaceAll("/+", "/"));
        return path.contains(";") || path.toLowerCase(Locale.ROOT).contains("%3b")
                ? judged(WireModel.End.OPEN)
                : new ModelTarget(WireModel.End.CLEAN, canonical + query);
    }

    /** Control characters, separators and anything but UTF-8 behind escapes. */
    private static boolean hidesSomething(String path) {
        byte[] octets = new byte[path.length()];
        int count = 0;
        for (int i = 0; i < path.length(); i++) {
            boolean escaped = path.charAt(i) == '%';
            int octet = escaped ? Integer.parseInt(path.substring(i + 1, i + 3), 16) : path.charAt(i);
            if (escaped && (octet < 0x20 || octet == 0x7f || octet == '/' || octet == '\\')) {
                return true;
            }
            octets[count++] = (byte) octet;
            i += escaped ? 2 : 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, count));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }

    private static String decodeUnreserved(String path) {
        return ESCAPE.matcher(path).replaceAll(escape -> {
            String character = String.valueOf((char) Integer.parseInt(escape.group(1), 16));
            return Matcher.quoteReplacement(character.matches("[0-9A-Za-z\\-._~]") ? character : escape.group());
        });
    }

    /** The algorithm of RFC 3986 section 5.2.4. */
    private static String removeDots(String path) {
        String input = path;
        StringBuilder output = new StringBuilder();
        while (!input.isEmpty()) {
            if (input.startsWith("/./") || input.equals("/.")) {
                input = "/" + input.substring(Math.min(3, input.length()));
            } else if (input.startsWith("/../") || input.equals("/..")) {
                input = "/" + input.substring(Math.min(4, input.length()));
                output.setLength(Math.max(0, output.lastIndexOf("/")));
            } else {
                int next = input.indexOf('/', 1);
                output.append(next < 0 ? input : input.substring(0, next));
                input = next < 0 ? "" : input.substring(next);
            }
        }
        return output.toString();
    }

    private static ModelTarget judged(WireModel.End judgement) {
        return new ModelTarget(judgement, "");
    }
}
