package io.sluice.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** The short form of fuzzing that every build runs: inputs of a corpus, each changed a little in many ways, the same ways in every run. */
public final class FuzzLoop {
    private static final byte[] ODD = {
        0,
        '\t',
        '\n',
        '\r',
        ' ',
        '"',
        '#',
        '%',
        '\'',
        '+',
        ',',
        '-',
        '.',
        '/',
        '0',
        '9',
        ':',
        ';',
        '=',
        '[',
        '\\',
        ']',
        '{',
        '}',
        0x7f,
        (byte) 0x80,
        (byte) 0xff
    };

    private final Random random;
    private final List<byte[]> corpus;

    private FuzzLoop(long seed, List<byte[]> corpus) {
        this.random = new Random(seed);
        this.corpus = corpus;
    }

    /**
     * Runs {@code target} over changed inputs.
     *
     * @param test the class whose folder of inputs, NameInputs/method, holds the corpus
     * @param names files in that folder
     * @throws AssertionError with the input, if {@code target} throws
     */
    public static void run(Class<?> test, String method, List<String> names, int rounds, Consumer<byte[]> target) {
        FuzzLoop loop = new FuzzLoop(
                20261126,
                names.stream().map(name -> read(test, method + "/" + name)).toList());
        for (int i = 0; i < rounds; i++) {
            byte[] input = loop.next();
            try {
                target.accept(input);
            } catch (Throwable e) {
                throw new AssertionError("round " + i + ", input " + printable(input), e);
            }
        }
    }

    private byte[] next() {
        List<Byte> input = new ArrayList<>();
        for (byte octet : corpus.get(random.nextInt(corpus.size()))) {
            input.add(octet);
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            change(input);
        }
        byte[] changed = new byte[input.size()];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = input.get(i);
        }
        return changed;
    }

    private void change(List<Byte> input) {
        int index = random.nextInt(input.size() + 1);
        if (index == input.size() || random.nextInt(3) == 0) {
            input.add(index, odd());
        } else if (random.nextInt(2) == 0) {
            input.set(index, random.nextInt(4) == 0 ? (byte) random.nextInt(256) : odd());
        } else if (random.nextInt(2) == 0) {
            input.remove(index);
        } else {
            repeat(input, index);
        }
    }

    private void repeat(List<Byte> input, int index) {
        int end = Math.min(input.size(), index + 1 + random.nextInt(12));
        input.addAll(random.nextInt(input.size()), List.copyOf(input.subList(index, end)));
    }

    private byte odd() {
        return ODD[random.nextInt(ODD.length)];
    }

    private static byte[] read(Class<?> test, String name) {
        String path = test.getSimpleName() + "Inputs/" + name;
        try (InputStream in = test.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String printable(byte[] input) {
        StringBuilder text = new StringBuilder();
        for (byte octet : input) {
            boolean plain = octet >= ' ' && octet < 0x7f && octet != '\\';
            text.append(plain ? String.valueOf((char) octet) : String.format("\\x%02x", octet));
        }
        return text.toString();
    }
}
