package io.sluice.config.fmt;

import io.sluice.config.KeyOrder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Brings manifests into canonical form: keys in the order of the documentation, two spaces for each level, comments with what they belong to.
 *
 * <p>A result is given only if it is proved to mean the same: the YAML read from it is equal but for the order of keys, and it consists of the same
 * words. Threading: stateless.
 */
public final class ManifestFormatter {
    /** Line breaks that few tools count as such. */
    private static final Pattern ODD_BREAK = Pattern.compile("[\\r\\u0085\\u2028\\u2029]");

    private ManifestFormatter() {}

    /** Never throws on bad input. */
    public static FormatResult format(byte[] file) {
        String text = decoded(file);
        if (text == null) {
            return new FormatResult.Refused("the file must be UTF-8 text");
        }
        if (ODD_BREAK.matcher(text).find()) {
            return new FormatResult.Refused(
                    "the file must have LF or CRLF at the end of lines but has other line breaks");
        }
        try {
            SameMeaning meaning = SameMeaning.of(text);
            return formatted(text, meaning);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            return new FormatResult.Refused("line " + line + ": not valid YAML: " + e.getProblem());
        } catch (YAMLException e) {
            return new FormatResult.Refused("not valid YAML: " + e.getMessage());
        }
    }

    private static @Nullable String decoded(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static FormatResult formatted(String text, SameMeaning meaning) {
        SourceLines lines = SourceLines.of(text);
        BlockPrinter printer = new BlockPrinter(lines);
        List<String> notes = new ArrayList<>();
        boolean any = false;
        for (Section section : BlockParser.parse(text, lines)) {
            KeyOrder order = section.order();
            any |= order != null;
            if (order == null && section.root() != null) {
                notes.add("line " + (section.root().first().line() + 1) + ": " + described(section.root())
                        + " is not for this gateway and is left as it is");
            }
            printer.print(section, order);
        }
        return any
                ? proved(String.join("\n", printer.printed()), text, meaning, notes)
                : new FormatResult.Untouched("it holds no manifest for this gateway");
    }

    private static String described(Block root) {
        String kind = root.scalar("kind");
        return kind.isEmpty() ? "a document without a kind" : kind + " of " + root.scalar("apiVersion");
    }

    private static FormatResult proved(String result, String text, SameMeaning meaning, List<String> notes) {
        if (meaning.isKeptBy(result + '\n')) {
            return new FormatResult.Formatted(result + '\n', notes);
        }
        // block text that ends without a line break would get one
        if (!text.endsWith("\n") && meaning.isKeptBy(result)) {
            return new FormatResult.Formatted(result, notes);
        }
        return new FormatResult.Refused("it cannot be formatted without changing what it means");
    }
}
