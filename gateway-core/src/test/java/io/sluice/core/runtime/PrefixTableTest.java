package io.sluice.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrefixTableTest {
    /** "Aa" and "BB" have the same hash, and so has whatever is put together from as many of them. */
    private static final List<String> SEGMENTS = List.of("/Aa", "/BB", "/AaBB", "/BBAa", "/A", "/orders");

    @Test
    void findsNothingInAnEmptyTable() {
        assertThat(new PrefixTable<String>(Map.of()).longest("/a")).isEqualTo(PrefixTable.NONE);
    }

    @Test
    void endsAPrefixOnlyAtASlashOrAtTheEnd() {
        PrefixTable<String> table = new PrefixTable<>(Map.of("", "root", "/Aa", "a"));
        assertThat(table.value(table.longest("/Aa"))).isEqualTo("a");
        assertThat(table.value(table.longest("/Aa/"))).isEqualTo("a");
        assertThat(table.value(table.longest("/Aab"))).isEqualTo("root");
        assertThat(table.value(table.longest("/BB"))).isEqualTo("root");
        assertThat(table.length(table.longest("/Aa/x"))).isEqualTo(3);
    }

    @Test
    void takesAPrefixOfAnyLength() {
        String longest = "/a".repeat(40_000);
        PrefixTable<String> table = new PrefixTable<>(Map.of("/a", "short", longest, "long"));
        int found = table.longest(longest + "/a");
        assertThat(table.value(found)).isEqualTo("long");
        assertThat(table.length(found)).isEqualTo(80_000);
        assertThat(table.value(table.longest(longest + "a"))).isEqualTo("short");
    }

    /** 500 tables, 40 paths each, against a look at every prefix. */
    @Test
    void findsWhatALookAtEveryPrefixFinds() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            Map<String, String> model = new HashMap<>();
            for (int entries = random.nextInt(12); entries > 0; entries--) {
                String prefix = path(random);
                model.put(prefix, prefix);
            }
            PrefixTable<String> table = new PrefixTable<>(model);
            for (int paths = 0; paths < 40; paths++) {
                compare(table, model, path(random));
            }
        }
    }

    private static void compare(PrefixTable<String> table, Map<String, String> model, String path) {
        List<String> expected = prefixes(model, path);
        List<String> found = new ArrayList<>();
        table.forEach(path, (value, length) -> {
            assertThat(length).isEqualTo(value.length());
            found.add(value);
        });
        assertThat(found).isEqualTo(expected);
        int longest = table.longest(path);
        assertThat(longest == PrefixTable.NONE).isEqualTo(expected.isEmpty());
        if (longest != PrefixTable.NONE) {
            assertThat(table.value(longest)).isEqualTo(expected.get(expected.size() - 1));
            assertThat(table.length(longest)).isEqualTo(table.value(longest).length());
        }
    }

    private static List<String> prefixes(Map<String, String> model, String path) {
        List<String> all = new ArrayList<>();
        for (int end = 0; end <= path.length(); end++) {
            boolean boundary = end == 0 || end == path.length() || path.charAt(end) == '/';
            if (boundary && model.containsKey(path.substring(0, end))) {
                all.add(path.substring(0, end));
            }
        }
        return all;
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int segments = random.nextInt(4); segments > 0; segments--) {
            path.append(SEGMENTS.get(random.nextInt(SEGMENTS.size())));
        }
        return path.toString();
    }
}
