package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.util.AsciiString;
import io.netty.util.internal.PlatformDependent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fields as they stand on the wire, one line behind the other, and where in it each begins and ends. What nobody changes is copied from message to
 * message in one go; what is read becomes text when somebody asks for it. A field that is removed leaves a hole, one that is changed moves to the end
 * of the octets and keeps its place in the order.
 */
final class FieldBlock {
    private static final int USUAL_OCTETS = 256;
    private static final int USUAL_FIELDS = 10;

    /** Per field: where its line starts, where its name ends, where its value ends, the hash of its name in whatever case. */
    private static final int MARKS = 4;

    private static final int GOLDEN_RATIO = 0x9e3779b9;

    private byte[] octets = new byte[USUAL_OCTETS];
    private int used;
    private int[] marks = new int[USUAL_FIELDS * MARKS];
    private int count;

    /** A bit for the hash of each name that was ever added: most names that somebody looks for are not there. */
    private long hashes;

    private @Nullable String @Nullable [] texts;

    int count() {
        return count;
    }

    String name(int field) {
        return text(start(field), nameEnd(field));
    }

    String value(int field) {
        @Nullable String[] known = texts;
        if (known == null) {
            known = new String[marks.length / MARKS];
            texts = known;
        }
        String text = known[field];
        if (text == null) {
            text = text(valueStart(field), end(field));
            known[field] = text;
        }
        return text;
    }

    /** The first field from {@code from} on with this name, in whatever case; -1 if there is none. */
    int find(CharSequence name, int from) {
        int hash = AsciiString.hashCode(name);
        if ((hashes & bit(hash)) == 0) {
            return -1;
        }
        for (int field = from; field < count; field++) {
            if (marks[field * MARKS + 3] == hash && isNamed(field, name)) {
                return field;
            }
        }
        return -1;
    }

    /** Whether there is one field of this name and not several. */
    boolean hasOne(CharSequence name) {
        int first = find(name, 0);
        return first >= 0 && find(name, first + 1) < 0;
    }

    /** Adds a field whose name and value stand in {@code line} and are known to be proper. */
    void add(byte[] line, int nameEnd, int valueStart, int valueEnd) {
        int start = used;
        reserve(nameEnd + valueEnd - valueStart + 4);
        put(line, 0, nameEnd);
        separate();
        put(line, valueStart, valueEnd - valueStart);
        endLine();
        mark(count++, start, start + nameEnd);
    }

    /** @throws IllegalArgumentException if it would not be one field on the wire; nothing has changed then */
    void add(CharSequence name, CharSequence value) {
        int start = write(name, value);
        mark(count++, start, start + name.length());
    }

    /** Adds all of {@code more}, which has no holes; false, with nothing added, if some of it may have a name that is here. */
    boolean addApart(FieldBlock more) {
        if ((hashes & more.hashes) != 0) {
            return false;
        }
        reserve(more.used);
        System.arraycopy(more.octets, 0, octets, used, more.used);
        int shift = used;
        used += more.used;
        for (int field = 0; field < more.count; field++) {
            mark(
                    count++,
                    more.start(field) + shift,
                    more.nameEnd(field) + shift,
                    more.end(field) + shift,
                    more.marks[field * MARKS + 3]);
        }
        return true;
    }

    /** Gives a field another value. */
    void replace(int field, CharSequence name, CharSequence value) {
        int start = write(name, value);
        mark(field, start, start + name.length());
        if (texts != null) {
            texts[field] = null;
        }
    }

    void remove(int field) {
        int behind = count - field - 1;
        System.arraycopy(marks, (field + 1) * MARKS, marks, field * MARKS, behind * MARKS);
        if (texts != null) {
            System.arraycopy(texts, field + 1, texts, field, behind);
            texts[count - 1] = null;
        }
        count--;
    }

    void clear() {
        used = 0;
        count = 0;
        hashes = 0;
        texts = null;
    }

    FieldBlock copy() {
        return copy(octets.length, marks.length);
    }

    /** A copy of some fields with room for no more. */
    FieldBlock trimmed() {
        return copy(used, count * MARKS);
    }

    private FieldBlock copy(int room, int places) {
        FieldBlock copy = new FieldBlock();
        copy.octets = Arrays.copyOf(octets, room);
        copy.marks = Arrays.copyOf(marks, places);
        copy.used = used;
        copy.count = count;
        copy.hashes = hashes;
        return copy;
    }

    /** How many octets {@link #write(ByteBuf)} writes. */
    int length() {
        int length = 0;
        for (int field = 0; field < count; field++) {
            length += end(field) + 2 - start(field);
        }
        return length;
    }

    /** Writes all lines; those that still stand side by side go together. */
    void write(ByteBuf out) {
        for (int field = 0; field < count; ) {
            int start = start(field);
            int end = end(field++) + 2;
            while (field < count && start(field) == end) {
                end = end(field++) + 2;
            }
            out.writeBytes(octets, start, end - start);
        }
    }

    private int start(int field) {
        return marks[field * MARKS];
    }

    private int nameEnd(int field) {
        return marks[field * MARKS + 1];
    }

    private int valueStart(int field) {
        return nameEnd(field) + 2;
    }

    private int end(int field) {
        return marks[field * MARKS + 2];
    }

    private String text(int start, int end) {
        return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private boolean isNamed(int field, CharSequence name) {
        int start = start(field);
        if (nameEnd(field) - start != name.length()) {
            return false;
        }
        return name instanceof AsciiString ascii && ascii.isEntireArrayUsed()
                ? Octet.equalsIgnoreCase(octets, start, ascii.array())
                : Octet.equalsIgnoreCase(octets, start, name);
    }

    /** Writes a line behind what there is; returns where it starts. */
    private int write(CharSequence name, CharSequence value) {
        int start = used;
        reserve(name.length() + value.length() + 4);
        if (!Octet.copyToken(name, octets, start)) {
            throw new IllegalArgumentException(
                    "a field cannot be named \"" + name + "\": a name is made of letters, digits and !#$%&'*+-.^_`|~");
        }
        used += name.length();
        separate();
        if (!Octet.copyText(value, octets, used)) {
            used = start;
            throw new IllegalArgumentException("the value of field " + name
                    + " has a control character or begins with a blank; on the wire it would be something else");
        }
        used += value.length();
        endLine();
        return start;
    }

    private void put(byte[] from, int start, int length) {
        System.arraycopy(from, start, octets, used, length);
        used += length;
    }

    private void separate() {
        octets[used++] = ':';
        octets[used++] = ' ';
    }

    private void endLine() {
        octets[used++] = '\r';
        octets[used++] = '\n';
    }

    private void mark(int field, int start, int nameEnd) {
        mark(field, start, nameEnd, used - 2, PlatformDependent.hashCodeAscii(octets, start, nameEnd - start));
    }

    private void mark(int field, int start, int nameEnd, int end, int hash) {
        int at = field * MARKS;
        if (at == marks.length) {
            marks = Arrays.copyOf(marks, at * 2);
            texts = texts == null ? null : Arrays.copyOf(texts, field * 2);
        }
        marks[at] = start;
        marks[at + 1] = nameEnd;
        marks[at + 2] = end;
        marks[at + 3] = hash;
        hashes |= bit(hash);
    }

    /** One of 64 bits, chosen by the upper bits of a product, since the lower ones of a hash of text differ little. */
    private static long bit(int hash) {
        return 1L << (hash * GOLDEN_RATIO >>> 26);
    }

    private void reserve(int more) {
        if (used + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, used + more));
        }
    }
}
