package io.sluice.core.wire;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One small change to a message in pieces: of the kind that makes one reader see what another does not. */
final class Mutation {
    private static final List<String> LINE_ENDS =
            List.of("\n", "\r", "\r\r\n", "\n\r", "\r\n\r\n", "\r\n ", "\r\n\t", "", "\r\n\n");
    private static final List<String> FRAMING = List.of(
            "Content-Length: 0",
            "Content-Length: 5",
            "Content-Length: +3",
            "content-length: 1",
            "Content_Length: 9",
            "Content-Length-: 9",
            "Content--Length: 9",
            "Content-Length : 3",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding: chunked, x",
            "Transfer_Encoding: chunked",
            "Transfer-Encoding:\u000bchunked",
            "Host: b.test",
            "Host:",
            "Connection: content-length, transfer-encoding, host",
            "Connection: close",
            " X: folded",
            "X",
            ": x");
    private static final String ODD = " \t\r\n\0,;:+-0x5/\\%\"\u007f\u0080\u00ff\u000b_#?=&";

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    void apply(List<String> pieces) {
        int index = random.nextInt(pieces.size());
        String piece = pieces.get(index);
        switch (random.nextInt(8)) {
            case 0 -> insertField(pieces);
            case 1 -> pieces.set(lineEnd(pieces, index), LINE_ENDS.get(random.nextInt(LINE_ENDS.size())));
            case 2 -> pieces.add(index, piece);
            case 3 -> pieces.set(index, otherCase(piece));
            case 4 -> pieces.set(index, otherNumber(piece));
            case 5 -> pieces.set(index, withoutOne(piece));
            default -> pieces.set(index, withOneMore(piece));
        }
    }

    private void insertField(List<String> pieces) {
        pieces.add(
                lineEnd(pieces, random.nextInt(pieces.size())) + 1,
                FRAMING.get(random.nextInt(FRAMING.size())) + "\r\n");
    }

    /** The next end of a line behind {@code from}, or the first. */
    private static int lineEnd(List<String> pieces, int from) {
        for (int i = from; i < pieces.size(); i++) {
            if (pieces.get(i).equals("\r\n")) {
                return i;
            }
        }
        return pieces.indexOf("\r\n");
    }

    private String otherCase(String piece) {
        String upper = piece.toUpperCase(Locale.ROOT);
        return piece.equals(upper) ? piece.toLowerCase(Locale.ROOT) : upper;
    }

    private String otherNumber(String piece) {
        return switch (random.nextInt(6)) {
            case 0 -> piece.replaceFirst("([0-9]+)", "0$1");
            case 1 -> piece.replaceFirst("([0-9]+)", "+$1");
            case 2 -> piece.replaceFirst("([0-9]+)", "-$1");
            case 3 -> piece.replaceFirst("([0-9]+)", "0x$1");
            case 4 -> piece.replaceFirst("([0-9]+)", "1");
            default -> piece.replaceFirst("([0-9])", "0");
        };
    }

    private String withoutOne(String piece) {
        int index = piece.isEmpty() ? 0 : random.nextInt(piece.length());
        return piece.isEmpty() ? piece : piece.substring(0, index) + piece.substring(index + 1);
    }

    private String withOneMore(String piece) {
        int index = random.nextInt(piece.length() + 1);
        return piece.substring(0, index) + ODD.charAt(random.nextInt(ODD.length())) + piece.substring(index);
    }
}
