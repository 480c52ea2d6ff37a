package io.sluice.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/**
 * Shape → JSON Schema, draft 2020-12. It accepts what the binder accepts, but for what only the constructors of records know, and refuses unknown keys
 * as the binder does.
 */
final class JsonSchema {
    static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String POLICY = "policyRef";
    private static final String CONFIG = "config";

    private final Collection<PolicyCatalog.Entry> policies;

    /** @param policies whose settings are described where a policy is named, as definitions that the document must have */
    JsonSchema(Collection<PolicyCatalog.Entry> policies) {
        this.policies = List.copyOf(policies);
    }

    /** Of the mapping that is bound to {@code type}. */
    ObjectNode of(Class<? extends Record> type) {
        return fields(RecordBinder.describe(type));
    }

    private ObjectNode fields(Shape.Fields fields) {
        ObjectNode schema = JSON.objectNode();
        boolean optional = fields.settings().stream().noneMatch(Setting::required);
        putType(schema, "object", optional);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        ArrayNode rules = JSON.arrayNode();
        for (Setting setting : fields.settings()) {
            properties.set(setting.name(), property(setting));
            setting.aliases().forEach(alias -> properties.set(alias, property(setting)));
            if (setting.aliases().isEmpty() && setting.required()) {
                required.add(setting.name());
            }
            addAliasRules(setting, rules);
        }
        if (properties.has(POLICY) && properties.has(CONFIG)) {
            policies.forEach(policy -> rules.add(settingsOf(policy)));
        }
        putUnlessEmpty(schema, "required", required);
        putUnlessEmpty(schema, "allOf", rules);
        return schema.put("additionalProperties", false);
    }

    /** One spelling at most, and one at least if the setting is required. */
    private static void addAliasRules(Setting setting, ArrayNode rules) {
        if (setting.aliases().isEmpty()) {
            return;
        }
        if (setting.required()) {
            ArrayNode spellings = rules.addObject().putArray("anyOf");
            setting.names()
                    .forEach(name -> spellings.addObject().putArray("required").add(name));
        }
        for (String alias : setting.aliases()) {
            rules.addObject()
                    .putObject("not")
                    .putArray("required")
                    .add(setting.name())
                    .add(alias);
        }
    }

    /** If the policy is named, by whatever name, {@code config} holds its settings. */
    private static ObjectNode settingsOf(PolicyCatalog.Entry policy) {
        ObjectNode rule = JSON.objectNode();
        ObjectNode condition = rule.putObject("if");
        condition.putArray("required").add(POLICY);
        ObjectNode reference = condition.putObject("properties").putObject(POLICY);
        reference.putArray("required").add("name");
        reference.putObject("properties").set("name", LeafSchema.pattern(PolicyRegistry.pattern(policy.names())));
        ObjectNode then = rule.putObject("then");
        then.putObject("properties").putObject(CONFIG).put("$ref", "#/$defs/" + policy.name());
        if (RecordBinder.describe(policy.config()).settings().stream().anyMatch(Setting::required)) {
            then.putArray("required").add(CONFIG);
        }
        return rule;
    }

    private ObjectNode property(Setting setting) {
        ObjectNode schema = shape(setting.shape(), setting, !setting.required());
        if (!setting.doc().isEmpty()) {
            schema.put("description", setting.doc());
        }
        if (setting.standard() != null && setting.shape() instanceof Shape.Leaf leaf) {
            putDefault(schema, leaf.type(), setting.standard());
        }
        return setting.secret() ? schema.put("writeOnly", true) : schema;
    }

    private static void putDefault(ObjectNode schema, Class<?> type, String text) {
        if (type == boolean.class) {
            schema.put("default", Boolean.parseBoolean(text));
        } else if (type == int.class || type == long.class) {
            schema.put("default", Long.parseLong(text));
        } else if (type == double.class) {
            schema.put("default", Double.parseDouble(text));
        } else {
            schema.put("default", text);
        }
    }

    /** @param mayBeEmpty whether nothing, or null, may stand here */
    private ObjectNode shape(Shape shape, Setting setting, boolean mayBeEmpty) {
        if (shape instanceof Shape.Fields fields) {
            return fields(fields);
        }
        if (shape instanceof Shape.Items items) {
            ObjectNode schema = putType(JSON.objectNode(), "array", mayBeEmpty);
            schema.set("items", shape(items.each(), setting, isText(items.each())));
            return setting.notEmpty() ? schema.put("minItems", 1) : schema;
        }
        if (shape instanceof Shape.Entries entries) {
            ObjectNode schema = putType(JSON.objectNode(), "object", mayBeEmpty);
            schema.set("additionalProperties", shape(entries.each(), setting, isText(entries.each())));
            return setting.notEmpty() ? schema.put("minProperties", 1) : schema;
        }
        if (shape instanceof Shape.Maybe maybe) {
            return shape(maybe.inner(), setting, true);
        }
        return single(shape, setting, mayBeEmpty);
    }

    private static ObjectNode single(Shape shape, Setting setting, boolean mayBeEmpty) {
        if (shape instanceof Shape.Raw raw && !raw.scalar()) {
            return JSON.objectNode();
        }
        Class<?> type = shape instanceof Shape.Leaf leaf ? leaf.type() : String.class;
        ArrayNode forms = LeafSchema.forms(type, setting, setting.notEmpty() && !isCollection(setting.shape()));
        if (mayBeEmpty) {
            forms.add(LeafSchema.typed("null"));
        }
        ObjectNode schema = JSON.objectNode();
        schema.set("anyOf", forms);
        return schema;
    }

    private static boolean isCollection(Shape shape) {
        return shape instanceof Shape.Maybe maybe
                ? isCollection(maybe.inner())
                : shape instanceof Shape.Items || shape instanceof Shape.Entries;
    }

    /** Whether null is a text like any other there. */
    private static boolean isText(Shape shape) {
        return shape instanceof Shape.Raw || (shape instanceof Shape.Leaf leaf && LeafSchema.isText(leaf.type()));
    }

    private static ObjectNode putType(ObjectNode schema, String type, boolean mayBeEmpty) {
        if (!mayBeEmpty) {
            return schema.put("type", type);
        }
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static void putUnlessEmpty(ObjectNode schema, String key, ArrayNode values) {
        if (!values.isEmpty()) {
            schema.set(key, values);
        }
    }
}
