package io.sluice.core.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one message over a {@link FieldBlock}. What is added or set is checked, as the contract of {@link HttpHeaders} wants it; a field that is
 * set anew keeps its place. Iterators see the fields as they were when the iteration began.
 */
final class Fields extends HttpHeaders {
    private final FieldBlock block;

    Fields() {
        this(new FieldBlock());
    }

    private Fields(FieldBlock block) {
        this.block = block;
    }

    /** The same fields in this form. */
    static Fields of(HttpHeaders headers) {
        if (headers instanceof Fields fields) {
            return fields;
        }
        Fields fields = new Fields();
        fields.add(headers);
        return fields;
    }

    /** Whether {@code headers} have one field of this name and not several. */
    static boolean hasOne(HttpHeaders headers, CharSequence name) {
        return headers instanceof Fields fields
                ? fields.block.hasOne(name)
                : headers.getAll(name).size() == 1;
    }

    /** Adds all of {@code more} at once; false, with nothing added, if some of it may have a name that {@code headers} have. */
    static boolean addApart(HttpHeaders headers, Fields more) {
        return headers instanceof Fields fields && fields.block.addApart(more.block);
    }

    /** The same, with room for no more. */
    Fields trimmed() {
        return new Fields(block.trimmed());
    }

    /** Adds a field that was read and found proper: its name up to {@code nameEnd} of {@code line}, its value between the other two. */
    void read(byte[] line, int nameEnd, int valueStart, int valueEnd) {
        block.add(line, nameEnd, valueStart, valueEnd);
    }

    /** How many octets {@link #write} writes. */
    int length() {
        return block.length();
    }

    /** Writes the lines of all fields, not the empty one behind them. */
    void write(ByteBuf out) {
        block.write(out);
    }

    @Override
    public @Nullable String get(CharSequence name) {
        int field = block.find(name, 0);
        return field < 0 ? null : block.value(field);
    }

    @Override
    public @Nullable String get(String name) {
        return get((CharSequence) name);
    }

    @Override
    public List<String> getAll(CharSequence name) {
        int field = block.find(name, 0);
        if (field < 0) {
            return List.of();
        }
        int next = block.find(name, field + 1);
        if (next < 0) {
            return Collections.singletonList(block.value(field));
        }
        List<String> all = new ArrayList<>(4);
        for (int each = field; each >= 0; each = block.find(name, each + 1)) {
            all.add(block.value(each));
        }
        return Collections.unmodifiableList(all);
    }

    @Override
    public List<String> getAll(String name) {
        return getAll((CharSequence) name);
    }

    @Override
    public boolean contains(CharSequence name) {
        return block.find(name, 0) >= 0;
    }

    @Override
    public boolean contains(String name) {
        return contains((CharSequence) name);
    }

    @Override
    public boolean isEmpty() {
        return block.count() == 0;
    }

    @Override
    public int size() {
        return block.count();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int field = 0; field < block.count(); field++) {
            names.add(block.name(field));
        }
        return names;
    }

    @Override
    public List<Map.Entry<String, String>> entries() {
        List<Map.Entry<String, String>> entries = new ArrayList<>(block.count());
        for (int field = 0; field < block.count(); field++) {
            entries.add(Map.entry(block.name(field), block.value(field)));
        }
        return entries;
    }

    @Override
    @SuppressWarnings("deprecation") // callers go through Iterable
    public Iterator<Map.Entry<String, String>> iterator() {
        return entries().iterator();
    }

    @Override
    public Iterator<Map.Entry<CharSequence, CharSequence>> iteratorCharSequence() {
        List<Map.Entry<CharSequence, CharSequence>> entries = new ArrayList<>(block.count());
        entries().forEach(entry -> entries.add(Map.entry(entry.getKey(), entry.getValue())));
        return Collections.unmodifiableList(entries).iterator();
    }

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        if (value instanceof Iterable<?> each) {
            each.forEach(one -> block.add(name, text(one)));
        } else {
            block.add(name, text(value));
        }
        return this;
    }

    @Override
    public HttpHeaders add(CharSequence name, Iterable<?> values) {
        return add(name, (Object) values);
    }

    @Override
    public HttpHeaders add(String name, Object value) {
        return add((CharSequence) name, value);
    }

    @Override
    public HttpHeaders add(String name, Iterable<?> values) {
        return add((CharSequence) name, (Object) values);
    }

    @Override
    public HttpHeaders addInt(CharSequence name, int value) {
        return add(name, (Object) value);
    }

    @Override
    public HttpHeaders addShort(CharSequence name, short value) {
        return add(name, (Object) value);
    }

    @Override
    public HttpHeaders set(CharSequence name, Object value) {
        if (value instanceof Iterable<?> each) {
            return set(name, each);
        }
        int field = block.find(name, 0);
        if (field < 0) {
            block.add(name, text(value));
        } else {
            block.replace(field, name, text(value));
            removeFrom(name, field + 1);
        }
        return this;
    }

    @Override
    public HttpHeaders set(CharSequence name, Iterable<?> values) {
        remove(name);
        return add(name, (Object) values);
    }

    @Override
    public HttpHeaders set(String name, Object value) {
        return set((CharSequence) name, value);
    }

    @Override
    public HttpHeaders set(String name, Iterable<?> values) {
        return set((CharSequence) name, values);
    }

    @Override
    public HttpHeaders setInt(CharSequence name, int value) {
        return set(name, (Object) value);
    }

    @Override
    public HttpHeaders setShort(CharSequence name, short value) {
        return set(name, (Object) value);
    }

    @Override
    public HttpHeaders remove(CharSequence name) {
        removeFrom(name, 0);
        return this;
    }

    @Override
    public HttpHeaders remove(String name) {
        return remove((CharSequence) name);
    }

    @Override
    public HttpHeaders clear() {
        block.clear();
        return this;
    }

    @Override
    public HttpHeaders copy() {
        return new Fields(block.copy());
    }

    @Override
    public @Nullable Integer getInt(CharSequence name) {
        Long number = number(name);
        return number == null || number != number.intValue() ? null : number.intValue();
    }

    @Override
    public int getInt(CharSequence name, int otherwise) {
        Integer number = getInt(name);
        return number == null ? otherwise : number;
    }

    @Override
    public @Nullable Short getShort(CharSequence name) {
        Long number = number(name);
        return number == null || number != number.shortValue() ? null : number.shortValue();
    }

    @Override
    public short getShort(CharSequence name, short otherwise) {
        Short number = getShort(name);
        return number == null ? otherwise : number;
    }

    @Override
    public @Nullable Long getTimeMillis(CharSequence name) {
        String value = get(name);
        Date date = value == null ? null : DateFormatter.parseHttpDate(value);
        return date == null ? null : date.toInstant().toEpochMilli();
    }

    @Override
    public long getTimeMillis(CharSequence name, long otherwise) {
        Long millis = getTimeMillis(name);
        return millis == null ? otherwise : millis;
    }

    private @Nullable Long number(CharSequence name) {
        String value = get(name);
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private void removeFrom(CharSequence name, int from) {
        for (int field = block.find(name, from); field >= 0; field = block.find(name, field)) {
            block.remove(field);
        }
    }

    private static CharSequence text(Object value) {
        if (value instanceof CharSequence text) {
            return text;
        }
        if (value instanceof Date date) {
            return DateFormatter.format(date);
        }
        if (value instanceof Calendar calendar) {
            return DateFormatter.format(Date.from(calendar.toInstant()));
        }
        return value.toString();
    }
}
