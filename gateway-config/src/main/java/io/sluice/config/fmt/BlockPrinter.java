package io.sluice.config.fmt;

import io.sluice.config.KeyOrder;
import io.sluice.config.fmt.Block.Ending;
import io.sluice.config.fmt.Block.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blocks → lines in canonical order and indentation. What is no block is moved as it stands, so its lines keep their distance to each other. */
final class BlockPrinter {
    private static final int STEP = 2;

    /** An entry with the comments that go with it. */
    private record Placed(Entry entry, List<String> above, int end) {}

    private final SourceLines lines;
    private final List<String> out = new ArrayList<>();

    /** Dashes whose item has not begun yet, with their indentation. */
    private String dashes = "";

    /** Whether an empty line would become part of the text above it. */
    private boolean takesEmptyLines;

    BlockPrinter(SourceLines lines) {
        this.lines = lines;
    }

    List<String> printed() {
        return out;
    }

    /** A section as it stands, or in the order of {@code order} if there is one. */
    void print(Section section, @Nullable KeyOrder order) {
        if (section.marker() >= 0) {
            out.add(lines.get(section.marker()).stripTrailing());
        }
        Block root = section.root();
        if (root == null || order == null) {
            out.addAll(lines.between(section.from(), section.to()));
            return;
        }
        comments(lines.between(section.from(), root.first().line()), 0, true);
        block(root, 0, order, List.of(), section.to() == lines.size() ? lines.endOfText() : section.to());
    }

    private void block(Block block, int indent, KeyOrder order, List<String> above, int end) {
        List<Placed> placed = placed(block, above, end);
        int tail = placed.get(placed.size() - 1).end();
        if (!block.sequence() && !block.linked()) {
            placed.sort(Comparator.comparingInt(p -> order.rank(p.entry().key())));
        }
        boolean first = true;
        for (Placed each : placed) {
            comments(each.above(), indent, first);
            entry(
                    block,
                    each,
                    indent,
                    block.sequence()
                            ? order.ofItems()
                            : order.inside(each.entry().key()));
            first = false;
        }
        comments(lines.between(tail, end), indent, false);
    }

    /** Between two entries, comments down to the last one that is indented deeper belong to the first of them. */
    private List<Placed> placed(Block block, List<String> above, int end) {
        List<Placed> placed = new ArrayList<>();
        List<String> next = above;
        for (int i = 0; i < block.entries().size(); i++) {
            Entry entry = block.entries().get(i);
            boolean isLast = i == block.entries().size() - 1;
            int gapEnd = isLast ? end : block.entries().get(i + 1).line();
            int own = gapEnd;
            while (own > entry.last() + 1 && !isDeeper(lines.get(own - 1), block.column())) {
                own--;
            }
            placed.add(new Placed(entry, next, own));
            next = lines.between(own, gapEnd);
        }
        return placed;
    }

    private static boolean isDeeper(String line, int column) {
        return !line.isBlank() && SourceLines.indent(line) > column;
    }

    private void entry(Block block, Placed placed, int indent, KeyOrder order) {
        Entry entry = placed.entry();
        String head = lines.get(entry.line()).substring(block.column());
        Block nested = entry.nested();
        if (nested == null) {
            text(entry, head, indent - block.column(), indent);
            int below = entry.ending() == Ending.CLOSED ? indent + STEP : indent;
            comments(lines.between(entry.last() + 1, placed.end()), below, false);
            return;
        }
        boolean sameLine = nested.first().line() == entry.line();
        if (sameLine || head.strip().equals("-")) {
            dashes = (dashes.isEmpty() ? " ".repeat(indent) : dashes) + "- ";
        } else {
            head(indent, head.stripTrailing());
        }
        List<String> above = lines.between(entry.line() + 1, nested.first().line());
        block(nested, indent + STEP, order, above, placed.end());
    }

    private void text(Entry entry, String head, int shift, int indent) {
        boolean oneLine = entry.last() == entry.line();
        head(indent, oneLine ? head.stripTrailing() : head);
        lines.between(entry.line() + 1, entry.last() + 1).forEach(line -> out.add(shifted(line, shift)));
        takesEmptyLines = entry.ending() == Ending.KEPT_BLOCK_TEXT;
    }

    private void head(int indent, String text) {
        out.add((dashes.isEmpty() ? " ".repeat(indent) : dashes) + text);
        dashes = "";
        takesEmptyLines = false;
    }

    private static String shifted(String line, int shift) {
        if (line.isEmpty() || shift >= 0) {
            return line.isEmpty() ? line : " ".repeat(shift) + line;
        }
        return line.substring(Math.min(-shift, SourceLines.indent(line)));
    }

    /** Comments with at most one empty line between them and what is around them, and none in front of the first of a block. */
    private void comments(List<String> gap, int indent, boolean first) {
        int column = dashes.isEmpty() ? indent : SourceLines.indent(dashes);
        boolean mayBeEmpty = !first;
        for (String line : gap) {
            if (!line.isBlank()) {
                out.add(" ".repeat(column) + line.strip());
                takesEmptyLines = false;
            } else if (mayBeEmpty && !takesEmptyLines) {
                out.add("");
            }
            mayBeEmpty = !line.isBlank();
        }
    }
}
