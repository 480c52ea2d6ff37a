package io.sluice.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Bytes of a file → its YAML documents, empty ones left out. Input is not trusted: whatever it is, the worst outcome is a problem with a place. */
final class YamlReader {
    /** Bytes of one file. */
    static final int LARGEST_FILE = 10 << 20;

    /** The parser gives up, without a place, well beyond the depth at which the converter complains. */
    private static final int PARSER_DEPTH = 4 * DocumentConverter.DEEPEST;

    private static final int MOST_ALIASES = 1000;

    private final String file;
    private final Findings findings;

    private YamlReader(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** The documents of {@code bytes}; those before the first syntax error if there is one. */
    static List<Node> read(String file, byte[] bytes, Findings findings) {
        return new YamlReader(file, findings).read(bytes);
    }

    private List<Node> read(byte[] bytes) {
        if (bytes.length > LARGEST_FILE) {
            findings.add(
                    ProblemCode.TOO_LARGE,
                    Place.of(file),
                    "a file may hold at most " + LARGEST_FILE + " bytes but holds " + bytes.length);
            return List.of();
        }
        String text = decode(bytes);
        if (text == null || containsNul(text)) {
            return List.of();
        }
        // YAML allows no tabs where JSON does; inside the strings of JSON there are none
        return compose(file.endsWith(".json") ? text.replace('\t', ' ') : text);
    }

    private @Nullable String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(input, text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            String message =
                    "the file must be UTF-8 but byte " + (input.position() + 1) + " is not part of any character";
            findings.add(ProblemCode.ENCODING, endOf(decoded), message);
            return null;
        }
        return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    }

    private boolean containsNul(String text) {
        int nul = text.indexOf(0);
        if (nul >= 0) {
            findings.add(
                    ProblemCode.ENCODING, endOf(text.substring(0, nul)), "the file must be text but has a NUL byte");
        }
        return nul >= 0;
    }

    private List<Node> compose(String text) {
        Source source = Source.of(file, text);
        List<Node> documents = new ArrayList<>();
        try {
            Composer composer = composer(text);
            while (composer.checkNode()) {
                Node document = new DocumentConverter(source, findings).convert(composer.getNode());
                if (document != null && !Node.isNull(document)) {
                    documents.add(document);
                }
            }
        } catch (MarkedYAMLException e) {
            findings.add(ProblemCode.SYNTAX, place(source, e.getProblemMark()), syntax(e));
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            findings.add(ProblemCode.SYNTAX, endOf(before), "the file must be text but has a control character");
        } catch (YAMLException e) {
            findings.add(ProblemCode.TOO_LARGE, Place.of(file), "the file cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            findings.add(ProblemCode.SYNTAX, Place.of(file), "the file cannot be parsed: " + e);
        }
        return documents;
    }

    private static Composer composer(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_FILE + 1);
        options.setNestingDepthLimit(PARSER_DEPTH);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        return new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
    }

    private static String syntax(MarkedYAMLException e) {
        String problem =
                e.getProblem() == null ? "invalid YAML" : e.getProblem().replace("\t", "\\t");
        return e.getContext() == null ? problem : problem + " (" + e.getContext() + ')';
    }

    private Place place(Source source, @Nullable Mark mark) {
        if (mark == null) {
            return Place.of(file);
        }
        return source.place(mark.getLine() + 1, mark.getColumn() + 1, 1);
    }

    private Place endOf(String text) {
        return Source.of(file, text).at(text.length());
    }
}
