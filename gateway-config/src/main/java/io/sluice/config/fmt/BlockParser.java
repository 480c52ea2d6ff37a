package io.sluice.config.fmt;

import io.sluice.config.fmt.Block.Ending;
import io.sluice.config.fmt.Block.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/** Tokens of YAML → documents made of blocks. The text must be valid YAML. */
final class BlockParser {
    private final SourceLines lines;
    private final Scanner tokens;

    /** The last line that a token so far stands on. */
    private int last;

    private boolean linked;
    private Ending ending = Ending.CLOSED;
    private @Nullable String scalar;

    private BlockParser(String text, SourceLines lines) {
        this.lines = lines;
        this.tokens = new ScannerImpl(new StreamReader(text), new LoaderOptions());
    }

    static List<Section> parse(String text, SourceLines lines) {
        return new BlockParser(text, lines).sections();
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        int start = 0;
        int marker = -1;
        Block root = null;
        while (!check(Token.ID.StreamEnd)) {
            if (check(Token.ID.StreamStart)) {
                take();
            } else if (check(Token.ID.DocumentStart, Token.ID.DocumentEnd, Token.ID.Directive)) {
                int line = take().getStartMark().getLine();
                sections.add(new Section(marker, start, line, root));
                marker = line;
                start = line + 1;
                root = null;
            } else {
                root = root(marker);
            }
        }
        sections.add(new Section(marker, start, lines.size(), root));
        return sections;
    }

    /** Null for whatever is not a mapping in block style that begins on a line of its own. */
    private @Nullable Block root(int marker) {
        boolean plain = check(Token.ID.BlockMappingStart);
        Block block = node();
        return plain && block != null && block.first().line() > marker ? block : null;
    }

    /** Takes one node; null unless it is a block. */
    private @Nullable Block node() {
        scalar = null;
        while (check(Token.ID.Anchor, Token.ID.Tag)) {
            take();
        }
        if (check(Token.ID.BlockMappingStart)) {
            take();
            return mapping();
        }
        if (check(Token.ID.BlockSequenceStart)) {
            take();
            Block sequence = sequence();
            take();
            return sequence;
        }
        if (check(Token.ID.BlockEntry)) {
            return sequence();
        }
        text();
        return null;
    }

    private void text() {
        if (check(Token.ID.Scalar)) {
            scalar = ((ScalarToken) take()).getValue();
        } else if (check(Token.ID.Alias)) {
            take();
        } else if (check(Token.ID.FlowMappingStart, Token.ID.FlowSequenceStart)) {
            flow();
        }
    }

    private void flow() {
        int depth = 0;
        do {
            Token token = take();
            depth += switch (token.getTokenId()) {
                case FlowMappingStart, FlowSequenceStart -> 1;
                case FlowMappingEnd, FlowSequenceEnd -> -1;
                default -> 0;
            };
        } while (depth > 0);
    }

    private Block mapping() {
        List<Entry> entries = new ArrayList<>();
        int column = -1;
        while (!check(Token.ID.BlockEnd)) {
            Token start = tokens.peekToken();
            column = column < 0 ? start.getStartMark().getColumn() : column;
            entries.add(pair(start));
        }
        take();
        return new Block(false, column, entries);
    }

    private Entry pair(Token start) {
        boolean outer = linked;
        linked = false;
        boolean implicit = start.getTokenId() == Token.ID.Key
                && start.getStartMark().getIndex() == start.getEndMark().getIndex();
        String key = null;
        if (check(Token.ID.Key)) {
            take();
            if (!check(Token.ID.Key, Token.ID.Value, Token.ID.BlockEnd)) {
                node();
                key = scalar;
            }
        }
        int line = start.getStartMark().getLine();
        boolean simple = implicit && key != null && last == line;
        int header = last;
        Block nested = value();
        boolean arranged = simple && nested != null && nested.first().line() > header && isHeader(header, nested);
        Entry entry = new Entry(
                simple && key != null ? key : "", line, last, scalar, arranged ? nested : null, linked, ending);
        linked |= outer;
        return entry;
    }

    private @Nullable Block value() {
        scalar = null;
        if (!check(Token.ID.Value)) {
            return null;
        }
        take();
        return check(Token.ID.Key, Token.ID.BlockEnd) ? null : node();
    }

    private Block sequence() {
        List<Entry> items = new ArrayList<>();
        int column = tokens.peekToken().getStartMark().getColumn();
        while (check(Token.ID.BlockEntry)) {
            items.add(item());
        }
        return new Block(true, column, items);
    }

    private Entry item() {
        boolean outer = linked;
        linked = false;
        scalar = null;
        int line = take().getStartMark().getLine();
        boolean bare = !check(Token.ID.Anchor, Token.ID.Tag);
        boolean empty = check(Token.ID.BlockEntry, Token.ID.Key, Token.ID.Value, Token.ID.BlockEnd);
        Block nested = empty ? null : node();
        boolean arranged =
                nested != null && (nested.first().line() > line ? isHeader(line, nested) : bare && isCompact(nested));
        Entry entry = new Entry("", line, last, scalar, arranged ? nested : null, linked, ending);
        linked |= outer;
        return entry;
    }

    /** Whether nothing but comments stands between the line of a key or dash and its block. */
    private boolean isHeader(int header, Block nested) {
        return lines.between(header + 1, nested.first().line()).stream()
                .allMatch(line -> line.isBlank() || line.strip().startsWith("#"));
    }

    /** Whether the first entry stands behind the dash and the others below it. */
    private static boolean isCompact(Block nested) {
        return nested.entries().stream()
                .skip(1)
                .allMatch(entry -> entry.line() > nested.first().line());
    }

    private boolean check(Token.ID... ids) {
        return tokens.checkToken(ids);
    }

    private Token take() {
        Token token = tokens.peekToken();
        tokens.getToken();
        switch (token.getTokenId()) {
            case Anchor, Alias -> linked = true;
            case BlockEnd, BlockMappingStart, BlockSequenceStart, StreamStart -> {
                return token;
            }
            default -> {}
        }
        ending = ending(token);
        last = ending == Ending.CLOSED ? token.getEndMark().getLine() : lastOfBlockText(token);
        return token;
    }

    private Ending ending(Token token) {
        boolean block = token instanceof ScalarToken text
                && (text.getStyle() == ScalarStyle.LITERAL || text.getStyle() == ScalarStyle.FOLDED);
        if (!block) {
            return Ending.CLOSED;
        }
        String line = lines.get(token.getStartMark().getLine());
        int start = line.offsetByCodePoints(0, token.getStartMark().getColumn());
        return line.substring(start).split("\\s", 2)[0].contains("+") ? Ending.KEPT_BLOCK_TEXT : Ending.BLOCK_TEXT;
    }

    /** Empty lines at the end of block text mean nothing unless it asks for them to be kept. */
    private int lastOfBlockText(Token token) {
        int start = token.getStartMark().getLine();
        boolean ended = token.getEndMark().getColumn() == 0;
        int end = Math.min(token.getEndMark().getLine() - (ended ? 1 : 0), lines.size() - 1);
        if (ending == Ending.KEPT_BLOCK_TEXT) {
            return Math.max(start, end);
        }
        int indent = lines.between(start + 1, end + 1).stream()
                .filter(line -> !line.isBlank())
                .mapToInt(SourceLines::indent)
                .findFirst()
                .orElse(0);
        while (end > start && lines.get(end).isBlank() && lines.get(end).length() <= indent) {
            end--;
        }
        return Math.max(start, end);
    }
}
