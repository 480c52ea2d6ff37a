package io.sluice.config.fmt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Manifests as nobody would write them: keys in any order, any indentation, comments everywhere. Every comment is a word of its own. */
final class GeneratedManifest {
    private static final List<String> SCALARS = List.of(
            "1.0", "yes", "\"8081\"", "'it''s # no comment'", "a b:c", "~", "0x1F", "http://a.test:80/x", "\"a\\tb\"");

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int comments;
    private int anchors;

    private GeneratedManifest(long seed) {
        this.random = new Random(seed);
    }

    static String of(long seed) {
        GeneratedManifest manifest = new GeneratedManifest(seed);
        int documents = 1 + manifest.random.nextInt(3);
        for (int i = 0; i < documents; i++) {
            manifest.document(i > 0);
        }
        return manifest.out.toString();
    }

    private void document(boolean marked) {
        anchors = 0;
        if (marked || chance(4)) {
            out.append("---").append(eol()).append('\n');
        }
        gap(0, "header");
        List<Runnable> keys = new ArrayList<>();
        keys.add(() -> line(0, "apiVersion: gateway.sluice.io/v1"));
        keys.add(() -> line(0, "kind: ApiInstance"));
        keys.add(() -> metadata(0));
        keys.add(() -> spec(0));
        shuffled(keys, 0, false);
        gap(chance(3) ? 3 : 0, "end");
    }

    private void metadata(int indent) {
        int inner = under(indent, "metadata");
        shuffled(
                new ArrayList<>(
                        List.of(() -> value(inner, "namespace"), () -> value(inner, "name"), () -> labels(inner))),
                inner,
                true);
    }

    private void labels(int indent) {
        line(indent, chance(2) ? "labels: {a: b, 'c': [d, e]}" : "labels: {a: b,\n" + spaces(indent + 3) + "c: d}");
    }

    private void spec(int indent) {
        int inner = under(indent, "spec");
        shuffled(
                new ArrayList<>(List.of(() -> value(inner, "address"), () -> services(inner), () -> policies(inner))),
                inner,
                true);
    }

    private void services(int indent) {
        int names = under(indent, "services");
        for (String name : List.of("zeta", "alpha")) {
            boolean anchored = chance(5);
            String anchor = anchored ? " &a" + (anchors + 1) : "";
            int inner = under(names, name, anchor);
            shuffled(new ArrayList<>(List.of(() -> value(inner, "address"), () -> list(inner, "routes"))), inner, true);
            anchors += anchored ? 1 : 0;
        }
    }

    private void policies(int indent) {
        list(indent, "policies");
    }

    /** A list under {@code key}, of mappings and other things. */
    private void list(int indent, String key) {
        line(indent, key + ":");
        int dash = indent + (chance(3) ? 0 : 1 + random.nextInt(4));
        int items = 1 + random.nextInt(3);
        for (int i = 0; i < items; i++) {
            if (i > 0 || chance(2)) {
                gap(dash, "item");
            }
            item(dash);
        }
    }

    private void item(int dash) {
        int kind = random.nextInt(6);
        if (kind == 0) {
            line(dash, "- " + scalar());
        } else if (kind == 1) {
            line(dash, "- {policyRef: {name: x}, rules: []}");
        } else if (kind == 2) {
            line(dash, "- - a");
            line(dash + 2, "- b");
        } else {
            mappingItem(dash, kind == 3);
        }
    }

    private void mappingItem(int dash, boolean alone) {
        int width = alone ? 2 + random.nextInt(3) : 1 + random.nextInt(3);
        int inner = dash + 1 + width;
        if (alone) {
            out.append(spaces(dash)).append('-').append(eol()).append('\n');
        }
        List<Runnable> keys = new ArrayList<>(List.of(
                () -> value(inner, "config"),
                () -> line(inner, "policyRef: {name: " + random.nextInt(9) + "}"),
                () -> block(inner),
                () -> value(inner, "unheard" + random.nextInt(9))));
        Collections.shuffle(keys, random);
        int start = out.length();
        keys.get(0).run();
        if (!alone) {
            out.replace(start + dash, start + dash + 1, "-");
        }
        keys.subList(1, 1 + random.nextInt(3)).forEach(key -> {
            gap(inner, "above");
            key.run();
        });
    }

    private void block(int indent) {
        String style = List.of("|", ">-", "|-", "|+", ">").get(random.nextInt(5));
        int inner = indent + 1 + random.nextInt(4);
        out.append(spaces(indent)).append("rules: ").append(style).append(eol()).append('\n');
        out.append(spaces(inner)).append("# text ").append(random.nextInt(9)).append('\n');
        out.append(chance(2) ? "\n" : "");
        out.append(spaces(inner)).append("  deeper: ").append(random.nextInt(9)).append('\n');
        out.append(spaces(inner)).append("more\n");
    }

    private void value(int indent, String key) {
        switch (random.nextInt(8)) {
            case 0 -> line(indent, key + ": plain text\n" + spaces(indent + 2) + "on two lines");
            case 1 -> line(indent, key + ": \"quoted\n\n" + spaces(indent + 1) + "text\"");
            case 2 -> line(indent, key + ":");
            case 3 -> line(indent, anchors > 0 && chance(2) ? key + ": *a" + anchors : key + ": x");
            default -> line(indent, key + ":" + spaces(1 + random.nextInt(3)) + scalar());
        }
    }

    private void shuffled(List<Runnable> keys, int indent, boolean inside) {
        Collections.shuffle(keys, random);
        boolean first = !inside;
        for (Runnable key : keys) {
            if (!first) {
                gap(indent, "above");
            }
            first = false;
            key.run();
        }
    }

    private int under(int indent, String key) {
        return under(indent, key, "");
    }

    private int under(int indent, String key, String anchor) {
        out.append(spaces(indent))
                .append(key)
                .append(':')
                .append(anchor)
                .append(eol())
                .append('\n');
        return indent + 1 + random.nextInt(4);
    }

    private void line(int indent, String text) {
        out.append(spaces(indent)).append(text).append(eol()).append('\n');
    }

    private void gap(int indent, String word) {
        for (int i = random.nextInt(4); i > 1; i--) {
            out.append(chance(2) ? "\n" : spaces(indent) + "# " + word + ++comments + '\n');
        }
    }

    private String eol() {
        return chance(4) ? spaces(1 + random.nextInt(2)) + "# eol" + ++comments : chance(6) ? "  " : "";
    }

    private String scalar() {
        return SCALARS.get(random.nextInt(SCALARS.size()));
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private static String spaces(int count) {
        return " ".repeat(count);
    }
}
