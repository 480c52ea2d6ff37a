package io.sluice.config.fmt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Compares what texts say: their YAML without regard to the order of keys, and their words, comments included, without regard to space. */
final class SameMeaning {
    private static final int DEEPEST = 200;
    private static final int LARGEST = 10 << 20;

    private final List<Node> documents;
    private final List<String> words;

    private SameMeaning(List<Node> documents, List<String> words) {
        this.documents = documents;
        this.words = words;
    }

    /** @throws YAMLException if {@code text} is not valid YAML */
    static SameMeaning of(String text) {
        return new SameMeaning(compose(text), words(text));
    }

    /** Whether {@code other} is valid and says the same. */
    boolean isKeptBy(String other) {
        try {
            return words.equals(words(other)) && isEqual(documents, compose(other), new IdentityHashMap<>());
        } catch (YAMLException e) {
            return false;
        }
    }

    private static List<Node> compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        Composer composer = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
        List<Node> documents = new ArrayList<>();
        while (composer.checkNode()) {
            documents.add(composer.getNode());
        }
        return documents;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).sorted().toList();
    }

    private static boolean isEqual(List<Node> ones, List<Node> others, Map<Node, Node> known) {
        if (ones.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < ones.size(); i++) {
            if (!isEqual(ones.get(i), others.get(i), known)) {
                return false;
            }
        }
        return true;
    }

    /** @param known what has been compared, or is being compared: aliases may lead to a node many times, and in circles */
    private static boolean isEqual(Node one, Node other, Map<Node, Node> known) {
        if (known.put(one, other) == other) {
            return true;
        }
        if (!one.getTag().equals(other.getTag())) {
            return false;
        }
        if (one instanceof ScalarNode text && other instanceof ScalarNode otherText) {
            return text.getValue().equals(otherText.getValue()) && text.getScalarStyle() == otherText.getScalarStyle();
        }
        if (one instanceof SequenceNode list && other instanceof SequenceNode otherList) {
            return isEqual(list.getValue(), otherList.getValue(), known);
        }
        return one instanceof MappingNode mapping
                && other instanceof MappingNode otherMapping
                && isEqual(inOrder(mapping), inOrder(otherMapping), known);
    }

    /** Keys and values one after the other, sorted by key. */
    private static List<Node> inOrder(MappingNode mapping) {
        return mapping.getValue().stream()
                .sorted(Comparator.comparing(SameMeaning::key))
                .flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
                .toList();
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode text ? text.getValue() : "";
    }
}
