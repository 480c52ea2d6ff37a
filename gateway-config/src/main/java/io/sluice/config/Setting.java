package io.sluice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one key of a record: its component, read once.
 *
 * @param standard the default as written in a file, null if there is none
 * @param least and {@code most}: inclusive bounds; milliseconds of a duration, bytes of a size
 * @param matches the regular expression for the whole text, empty for any
 */
record Setting(
        String name,
        List<String> aliases,
        Shape shape,
        @Nullable String standard,
        String doc,
        long least,
        long most,
        Pattern matches,
        boolean notEmpty,
        boolean secret) {
    /** Whether a file must have the key. */
    boolean required() {
        if (standard != null || shape instanceof Shape.Maybe) {
            return false;
        }
        if (shape instanceof Shape.Fields fields) {
            return fields.settings().stream().anyMatch(Setting::required);
        }
        return notEmpty || !(shape instanceof Shape.Items || shape instanceof Shape.Entries);
    }

    boolean bounded() {
        return least != Long.MIN_VALUE || most != Long.MAX_VALUE;
    }

    /** The key in {@code mapping} under whatever name it has there. */
    Node.@Nullable Pair in(Node.Mapping mapping) {
        Node.Pair pair = mapping.pair(name);
        for (int i = 0; pair == null && i < aliases.size(); i++) {
            pair = mapping.pair(aliases.get(i));
        }
        return pair;
    }

    boolean patterned() {
        return !matches.pattern().isEmpty();
    }

    List<String> names() {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(aliases);
        return names;
    }
}
