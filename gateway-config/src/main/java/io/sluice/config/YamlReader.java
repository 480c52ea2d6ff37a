package io.sluice.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Bytes of a file → its YAML documents, empty ones left out. Input is not trusted: whatever it is, the worst outcome is a problem with a place. A fault
 * costs only the document that it is in.
 */
final class YamlReader {
    /** Bytes of one file. */
    static final int LARGEST_FILE = 10 << 20;

    /** Keys, values, mappings and lists of one file. */
    static final int MOST_VALUES = 500_000;

    /** The bounds of the library know no places; {@link BoundedParser} and {@link Anchors} have their own. Never changed. */
    private static final LoaderOptions OPTIONS = options();

    /** What a decoder puts in the place of octets that are no character. */
    private static final char REPLACEMENT = '\uFFFD';

    private final String file;
    private final Findings findings;
    private final Consumer<Node> documents;
    private int room = MOST_VALUES;

    private YamlReader(String file, Findings findings, Consumer<Node> documents) {
        this.file = file;
        this.findings = findings;
        this.documents = documents;
    }

    /** The documents of {@code bytes} that could be read. */
    static List<Node> read(String file, byte[] bytes, Findings findings) {
        List<Node> documents = new ArrayList<>();
        read(file, bytes, findings, documents::add);
        return documents;
    }

    /** @param documents is given each document as soon as it is read */
    static void read(String file, byte[] bytes, Findings findings, Consumer<Node> documents) {
        new YamlReader(file, findings, documents).read(bytes);
    }

    private void read(byte[] bytes) {
        if (bytes.length > LARGEST_FILE) {
            findings.add(
                    ProblemCode.TOO_LARGE,
                    Place.of(file),
                    "a file may hold at most " + LARGEST_FILE + " bytes but holds " + bytes.length);
            return;
        }
        String text = decode(bytes);
        if (text != null) {
            read(text);
        }
    }

    private void read(String text) {
        InvisibleCharacters cleaned = InvisibleCharacters.removedFrom(text);
        Source source = Source.of(file, text, cleaned.shifts());
        if (cleaned.first() > 0) {
            String message =
                    "the line begins with invisible characters, perhaps from a web page; they are read as spaces or passed over";
            findings.add(ProblemCode.INVISIBLE_CHARACTERS, source.place(cleaned.first(), 1, 1), message);
        }
        // YAML allows no tabs where JSON does; inside the strings of JSON there are none
        String yaml = file.endsWith(".json") ? cleaned.text().replace('\t', ' ') : cleaned.text();
        DocumentSplitter.split(yaml, (line, document) -> parse(source, line, document));
    }

    private @Nullable String decode(byte[] bytes) {
        if (isUtf16(bytes)) {
            findings.add(
                    ProblemCode.ENCODING, Place.of(file), "the file must be UTF-8 but is UTF-16; save it as UTF-8");
            return null;
        }
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        if (decoded.indexOf(REPLACEMENT) >= 0 && reportMalformed(bytes)) {
            return null;
        }
        return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    }

    /** False if all is well: {@link #REPLACEMENT} may stand in the file itself. */
    private boolean reportMalformed(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, text, true);
        if (!result.isError()) {
            return false;
        }
        String before = text.flip().toString();
        String message = "the file must be UTF-8 but byte " + (input.position() + 1) + " is not part of any character";
        findings.add(ProblemCode.ENCODING, Source.of(file, before).at(before.length()), message);
        return true;
    }

    /** By its byte order mark, or by the NUL beside an ASCII character at the beginning. */
    private static boolean isUtf16(byte[] bytes) {
        if (bytes.length < 2) {
            return false;
        }
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean marked = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
        return marked || (first == 0 ^ second == 0);
    }

    private void parse(Source source, int firstLine, String text) {
        findings.document(source, firstLine);
        BoundedParser parser = new BoundedParser(parser(text), room);
        try {
            new DocumentReader(parser, source, firstLine, findings).read(this::add);
        } catch (BoundedParser.Exceeded e) {
            Place place = source.parsed(firstLine + e.mark().getLine(), e.mark().getColumn() + 1);
            findings.add(ProblemCode.TOO_LARGE, place, String.valueOf(e.getMessage()));
        } catch (MarkedYAMLException e) {
            SyntaxFault fault = SyntaxFault.of(e, Source.of(file, text), parser.openBracket());
            Place place = source.parsed(firstLine + fault.line() - 1, fault.column());
            findings.add(ProblemCode.SYNTAX, place, fault.message());
        } catch (ReaderException e) {
            reportCharacter(source, firstLine, text, e);
        } catch (YAMLException e) {
            String message = "the document cannot be read: " + e.getMessage();
            findings.add(ProblemCode.TOO_LARGE, source.place(firstLine, 1, 1), message);
        } catch (RuntimeException e) {
            findings.add(ProblemCode.SYNTAX, source.place(firstLine, 1, 1), "the document cannot be parsed: " + e);
        }
        room = parser.room();
    }

    private void add(Node document) {
        if (!Node.isNull(document)) {
            documents.accept(document);
        }
    }

    private void reportCharacter(Source source, int firstLine, String text, ReaderException e) {
        Place in = Source.of(file, text).at(text.offsetByCodePoints(0, e.getPosition()));
        Place place = source.parsed(firstLine + in.line() - 1, in.column());
        String name = e.getCodePoint() == 0 ? "a NUL byte" : "a control character";
        findings.add(ProblemCode.ENCODING, place, "the file must be text but has " + name);
    }

    private static ParserImpl parser(String text) {
        return new ParserImpl(new StreamReader(text), OPTIONS);
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_FILE + 1);
        return options;
    }
}
