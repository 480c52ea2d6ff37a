package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final List<String> NAMES = List.of("a", "Host", "host", "x-request-id", "X-Request-ID", "Via", "bb");

    private final Fields fields = new Fields();

    private static String wire(Fields fields) {
        ByteBuf out = Unpooled.buffer();
        fields.write(out);
        assertThat(out.readableBytes()).isEqualTo(fields.length());
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static void read(Fields into, String line) {
        byte[] octets = line.getBytes(StandardCharsets.ISO_8859_1);
        int colon = line.indexOf(':');
        into.read(octets, colon, colon + 1, octets.length);
    }

    @Test
    void writesWhatItReadWithOneBlankBehindTheColon() {
        read(fields, "Host:a");
        read(fields, "X-Odd_Name:b c");
        assertThat(wire(fields)).isEqualTo("Host: a\r\nX-Odd_Name: b c\r\n");
    }

    @Test
    void findsANameInWhateverCaseAndWhateverType() {
        read(fields, "X-Request-Id:7");
        assertThat(fields.get("x-request-id")).isEqualTo("7");
        assertThat(fields.get(AsciiString.of("X-REQUEST-ID"))).isEqualTo("7");
        assertThat(fields.get(CharBuffer.wrap("X-request-ID"))).isEqualTo("7");
        assertThat(fields.get("x-request-i")).isNull();
        assertThat(fields.get("x-request_id")).isNull();
        assertThat(fields.get("X\uff0dRequest-Id")).isNull();
    }

    @Test
    void keepsTheCaseOfNamesAndThePlaceOfWhatIsSetAnew() {
        read(fields, "HOST:a");
        read(fields, "Accept:b");
        fields.set("host", "longer than before");
        assertThat(wire(fields)).isEqualTo("host: longer than before\r\nAccept: b\r\n");
        assertThat(fields.get("Host")).isEqualTo("longer than before");
    }

    @Test
    void setsOneForMany() {
        fields.add("a", "1").add("b", "2").add("A", "3").add("a", "4").set("a", "5");
        assertThat(wire(fields)).isEqualTo("a: 5\r\nb: 2\r\n");
    }

    @Test
    void growsBeyondWhatIsUsual() {
        IntStream.range(0, 200).forEach(i -> fields.add("name-" + i, "x".repeat(i)));
        assertThat(fields.size()).isEqualTo(200);
        assertThat(fields.get("NAME-199")).hasSize(199);
        IntStream.range(0, 200).filter(i -> i % 2 == 0).forEach(i -> fields.remove("name-" + i));
        assertThat(wire(fields)).startsWith("name-1: x\r\nname-3: xxx\r\n").hasLineCount(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r", "\u00e4", "a\u0000", "\u0161"})
    void refusesANameThatIsNoToken(String name) {
        fields.add("kept", "1");
        assertThatIllegalArgumentException().isThrownBy(() -> fields.set(name, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> fields.add(name, "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fields.add(new AsciiString(name.getBytes(StandardCharsets.UTF_8)), "x"));
        assertThat(wire(fields)).isEqualTo("kept: 1\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb: c", "a\n", "a\rb", "\u0000", "\u007f", " a", "\ta"})
    void refusesAValueThatWouldBeSomethingElseOnTheWire(String value) {
        fields.add("x", "1");
        assertThatIllegalArgumentException().isThrownBy(() -> fields.set("x", value));
        assertThatIllegalArgumentException().isThrownBy(() -> fields.add("y", value));
        assertThatIllegalArgumentException().isThrownBy(() -> fields.add("y", AsciiString.of(value)));
        assertThat(wire(fields)).isEqualTo("x: 1\r\n");
    }

    @Test
    void readsNumbersAndDates() {
        fields.set("n", 70_000)
                .set("d", Date.from(Instant.parse("1994-11-06T08:49:37Z")))
                .set("t", "word");
        assertThat(fields.getInt("n")).isEqualTo(70_000);
        assertThat(fields.getShort("n")).isNull();
        assertThat(fields.getInt("t", 3)).isEqualTo(3);
        assertThat(fields.get("d")).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(fields.getTimeMillis("d")).isEqualTo(784_111_777_000L);
        assertThat(fields.getTimeMillis("t")).isNull();
    }

    @Test
    void isACopyOnItsOwn() {
        fields.add("a", "1");
        HttpHeaders copy = fields.copy();
        fields.set("a", "2").add("b", "3");
        assertThat(copy.entries()).containsExactly(Map.entry("a", "1"));
        assertThat(copy.get("A")).isEqualTo("1");
    }

    @Test
    void addsOthersAtOnceIfNoneIsThere() {
        Fields more = new Fields();
        more.add("via", "1.1 a").add("x-b", "2");
        Fields trimmed = more.trimmed();
        fields.add("a", "1").add("c", "3");
        assertThat(fields.get("c")).isEqualTo("3");
        assertThat(Fields.addApart(fields, trimmed)).isTrue();
        assertThat(Fields.addApart(fields, trimmed)).isFalse();
        fields.set("Via", "other");
        assertThat(fields.get("x-b")).isEqualTo("2");
        assertThat(wire(fields)).isEqualTo("a: 1\r\nc: 3\r\nVia: other\r\nx-b: 2\r\n");
        assertThat(wire(trimmed)).isEqualTo("via: 1.1 a\r\nx-b: 2\r\n");
        assertThat(Fields.addApart(new DefaultHttpHeaders(), trimmed)).isFalse();
    }

    @Test
    void addsMoreThanThereIsRoomFor() {
        Fields more = new Fields();
        for (int i = 0; i < 40; i++) {
            more.add("m" + "x".repeat(i), i);
        }
        fields.add("a", "1");
        boolean added = Fields.addApart(fields, more.trimmed());
        assertThat(added).isTrue();
        assertThat(fields.size()).isEqualTo(41);
        assertThat(fields.get("m" + "x".repeat(39))).isEqualTo("39");
    }

    @Test
    void canBeChangedWhileItIsIteratedOver() {
        fields.add("a", "1").add("b", "2");
        fields.forEach(entry -> fields.remove(entry.getKey()));
        assertThat(fields).isEmpty();
    }

    /** 2,000 histories of 30 changes; names that differ only in case are one name. */
    @Test
    void behavesLikeTheLibrarysHeaders() {
        Random random = new Random(17);
        for (int history = 0; history < 2_000; history++) {
            Fields tested = new Fields();
            HttpHeaders model = new DefaultHttpHeaders();
            for (int step = 0; step < 30; step++) {
                change(random, tested, model);
                compare(tested, model);
            }
        }
    }

    private static void change(Random random, Fields tested, HttpHeaders model) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String value = "v".repeat(random.nextInt(60)) + random.nextInt(100);
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                read(tested, name + ":" + value);
                model.add(name, value);
            }
            case 2 -> {
                tested.add(name, value);
                model.add(name, value);
            }
            case 3 -> {
                tested.set(name, value);
                model.set(name, value);
            }
            case 4 -> {
                tested.set(name, List.of(value, 1));
                model.set(name, List.of(value, 1));
            }
            default -> {
                tested.remove(name);
                model.remove(name);
            }
        }
    }

    private static void compare(Fields tested, HttpHeaders model) {
        assertThat(tested.size()).isEqualTo(model.size());
        for (String name : NAMES) {
            assertThat(tested.getAll(name)).isEqualTo(model.getAll(name));
            assertThat(tested.get(name)).isEqualTo(model.get(name));
            assertThat(tested.contains(name)).isEqualTo(model.contains(name));
            assertThat(Fields.hasOne(tested, name)).isEqualTo(Fields.hasOne(model, name));
        }
        assertThat(sorted(tested.entries())).isEqualTo(sorted(model.entries()));
        assertThat(sorted(lines(wire(tested)))).isEqualTo(sorted(tested.entries()));
    }

    private static List<Map.Entry<String, String>> lines(String wire) {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        wire.lines()
                .forEach(line -> lines.add(
                        Map.entry(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2))));
        return lines;
    }

    private static List<String> sorted(List<Map.Entry<String, String>> entries) {
        return entries.stream()
                .map(entry -> entry.getKey().toLowerCase(Locale.ROOT) + ": " + entry.getValue())
                .sorted()
                .toList();
    }
}
