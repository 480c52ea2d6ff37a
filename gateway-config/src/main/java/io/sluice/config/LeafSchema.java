package io.sluice.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.expression.Expression;
import io.sluice.core.runtime.PathMatcher;
import io.sluice.core.runtime.TextMatcher;
import io.sluice.core.schema.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Schemas of single values. YAML is read as text, so {@code "80"} is a number and {@code 80} a text; a reference such as {@code $NAME} may stand for
 * any of them.
 */
final class LeafSchema {
    /** A text with a reference in it; what it becomes is not known here. */
    static final String REFERENCE = "\\$(\\{|[A-Za-z_])";

    private static final String WHOLE_NUMBER = "^[+-]?[0-9]+$";
    private static final String NUMBER = "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?$";
    private static final String DURATION = "^([0-9]{1,15}\\s*([mM]?[sS]|[mM]|[hH]|[dD])|0+)$";
    private static final String SIZE = "^[0-9]{1,15}\\s*([kKmMgG][iI]?)?[bB]?$";
    private static final String URL = "^[A-Za-z][A-Za-z0-9+.-]*://[^/]";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private LeafSchema() {}

    /** Whether a value of {@code type} can be any text, for all that a schema can know. */
    static boolean isText(Class<?> type) {
        return type == String.class
                || type == Expression.class
                || type == PathMatcher.class
                || type == TextMatcher.class;
    }

    /**
     * The forms that a value can have.
     *
     * @param filled whether it must not be blank
     */
    static ArrayNode forms(Class<?> type, Setting setting, boolean filled) {
        return isText(type)
                ? text(type, setting, filled)
                : special(type, setting).add(pattern(REFERENCE));
    }

    private static ArrayNode special(Class<?> type, Setting setting) {
        ArrayNode forms = JSON.arrayNode();
        if (type.isEnum()) {
            forms.add(words(type)).add(pattern(anySpelling(type)));
        } else if (type == int.class || type == long.class) {
            forms.add(bounded("integer", setting)).add(pattern(WHOLE_NUMBER));
        } else if (type == double.class) {
            forms.add(bounded("number", setting)).add(pattern(NUMBER));
        } else if (type == boolean.class) {
            forms.add(typed("boolean")).add(pattern("^(" + anyCase("true") + '|' + anyCase("false") + ")$"));
        } else if (type == Duration.class) {
            forms.add(pattern(DURATION)).add(JSON.objectNode().put("const", 0));
        } else if (type == DataSize.class) {
            forms.add(pattern(SIZE)).add(bounded("integer", setting));
        } else {
            forms.add(pattern(URL));
        }
        return forms;
    }

    private static ArrayNode text(Class<?> type, Setting setting, boolean filled) {
        ArrayNode forms = JSON.arrayNode();
        if (setting.patterned()) {
            forms.add(pattern("^(?:" + setting.matches().pattern() + ")$")).add(pattern(REFERENCE));
        } else {
            forms.add(filled ? pattern("\\S") : typed("string"));
        }
        forms.add(typed("number")).add(typed("boolean"));
        if (type == TextMatcher.class) {
            forms.add(alternatives());
        }
        return forms;
    }

    private static ObjectNode alternatives() {
        ObjectNode list = typed("array").put("minItems", 1);
        list.putObject("items").putArray("type").add("string").add("number").add("boolean");
        return list;
    }

    private static ObjectNode words(Class<?> type) {
        ObjectNode words = JSON.objectNode();
        ScalarReader.constants(type).forEach(words.putArray("enum")::add);
        return words;
    }

    private static ObjectNode bounded(String type, Setting setting) {
        ObjectNode schema = typed(type);
        if (setting.least() != Long.MIN_VALUE) {
            schema.put("minimum", setting.least());
        }
        if (setting.most() != Long.MAX_VALUE) {
            schema.put("maximum", setting.most());
        }
        return schema;
    }

    static ObjectNode typed(String type) {
        return JSON.objectNode().put("type", type);
    }

    static ObjectNode pattern(String regex) {
        return typed("string").put("pattern", regex);
    }

    /** Case, and what stands between letters and digits, makes no difference in names of constants. */
    private static String anySpelling(Class<?> type) {
        List<String> names = ScalarReader.constants(type);
        return names.stream()
                .map(name -> name.replaceAll("[^A-Za-z0-9]", ""))
                .map(LeafSchema::anyCase)
                .map(name -> name.replaceAll("(\\[..\\]|[0-9])", "$1[^A-Za-z0-9]*"))
                .collect(Collectors.joining("|", "^[^A-Za-z0-9]*(", ")$"));
    }

    private static String anyCase(String word) {
        return word.chars()
                .mapToObj(c -> Character.toString(c))
                .map(c -> Character.isLetter(c.charAt(0))
                        ? '[' + c.toLowerCase(Locale.ROOT) + c.toUpperCase(Locale.ROOT) + ']'
                        : c)
                .collect(Collectors.joining());
    }
}
