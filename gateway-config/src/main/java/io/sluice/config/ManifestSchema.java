package io.sluice.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Schemas of manifests, for editors and pipelines. They are made of the same records that manifests are bound to. Threading: immutable.
 */
public final class ManifestSchema {
    /** The file of the schema of every manifest. */
    public static final String ALL = "gateway.schema.json";

    private static final String ENDING = ".schema.json";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PolicyCatalog catalog;
    private final JsonSchema schemas;

    public ManifestSchema(PolicyCatalog catalog) {
        this.catalog = catalog;
        this.schemas = new JsonSchema(catalog.all());
    }

    /** The kinds of manifests, as in {@code kind}. */
    public static List<String> kinds() {
        return ManifestKind.labels();
    }

    /** Kinds that were probably meant, best first. */
    public static List<String> suggestions(String kind) {
        return Spelling.closest(kind, kinds());
    }

    /** The name in {@link #files} of the schema of a kind. */
    public static String fileOf(String kind) {
        return kind + ENDING;
    }

    /** The name in {@link #files} of the schema of a policy. */
    public static String fileOf(PolicyCatalog.Entry policy) {
        return "policies/" + policy.name() + ENDING;
    }

    /** Of every manifest: which kind it is decides how it must look. Documents for others are accepted as they are. */
    public String all() {
        ObjectNode schema = document("Manifests of the gateway");
        schema.put("type", "object");
        ArrayNode rules = schema.putArray("allOf");
        rules.add(envelope()).add(versions()).add(listOfManifests());
        ObjectNode definitions = definitions();
        for (ManifestKind kind : ManifestKind.values()) {
            rules.add(when(kind));
            definitions.set(kind.label(), kind(kind));
        }
        schema.set("$defs", definitions);
        return text(schema);
    }

    /** Of the settings of a policy. */
    public static String policy(PolicyCatalog.Entry policy) {
        ObjectNode schema = document(policy.name()).put("description", policy.summary());
        schema.setAll(new JsonSchema(List.of()).of(policy.config()));
        return text(schema);
    }

    /** All of them by the names of their files, {@link #ALL} first. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(ALL, all());
        for (ManifestKind kind : ManifestKind.values()) {
            files.put(fileOf(kind.label()), document(kind));
        }
        catalog.all().forEach(policy -> files.put(fileOf(policy), policy(policy)));
        return files;
    }

    private String document(ManifestKind kind) {
        ObjectNode schema = document(kind.label());
        schema.setAll(kind(kind));
        schema.set("$defs", definitions());
        return text(schema);
    }

    private static String text(ObjectNode schema) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + '\n';
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode document(String title) {
        return JSON.objectNode().put("$schema", JsonSchema.DRAFT).put("title", title);
    }

    private ObjectNode definitions() {
        ObjectNode definitions = JSON.objectNode();
        catalog.all().forEach(policy -> definitions.set(policy.name(), schemas.of(policy.config())));
        return definitions;
    }

    private ObjectNode kind(ManifestKind kind) {
        ObjectNode schema = ManifestReader.isAlwaysPassedOver(kind) ? anything() : schemas.of(kind.type());
        ObjectNode properties = (ObjectNode) schema.get("properties");
        properties.set("apiVersion", oneOf(ManifestReader.VERSIONS));
        properties.set("kind", oneOf(List.of(kind.label())));
        if (ManifestReader.isAlwaysPassedOver(kind)) {
            return schema;
        }
        ObjectNode metadata = (ObjectNode) properties.get("metadata").get("properties");
        ManifestReader.BOOKKEEPING.forEach(metadata::putObject);
        return schema;
    }

    private static ObjectNode anything() {
        ObjectNode schema = LeafSchema.typed("object");
        schema.putObject("properties");
        schema.putArray("required").add("apiVersion").add("kind");
        return schema;
    }

    private static ObjectNode oneOf(List<String> words) {
        ObjectNode schema = JSON.objectNode();
        words.forEach(schema.putArray("enum")::add);
        return schema;
    }

    /** What has one of the keys of a manifest must say what it is. */
    private static ObjectNode envelope() {
        ObjectNode rule = JSON.objectNode();
        ArrayNode any = rule.putObject("if").putArray("anyOf");
        ManifestReader.ENVELOPE.forEach(
                key -> any.addObject().putArray("required").add(key));
        ObjectNode then = rule.putObject("then");
        then.putArray("required").add("apiVersion").add("kind");
        then.putObject("properties").set("kind", LeafSchema.typed("string"));
        return rule;
    }

    /** A misspelt version or kind of our own is no document for others. */
    private static ObjectNode versions() {
        ObjectNode rule = JSON.objectNode();
        rule.set("if", having("apiVersion", LeafSchema.pattern("^gateway\\.(sluice\\.io|mulesoft\\.com)/")));
        ObjectNode then = rule.putObject("then").putObject("properties");
        then.set("apiVersion", oneOf(ManifestReader.VERSIONS));
        ObjectNode kind = oneOf(kinds());
        ((ArrayNode) kind.get("enum")).add("List");
        then.set("kind", kind);
        return rule;
    }

    private static ObjectNode listOfManifests() {
        ObjectNode rule = JSON.objectNode();
        rule.set("if", having("kind", oneOf(List.of("List"))));
        rule.putObject("then")
                .putObject("properties")
                .putObject("items")
                .putObject("items")
                .put("$ref", "#");
        return rule;
    }

    private static ObjectNode when(ManifestKind kind) {
        ObjectNode rule = JSON.objectNode();
        ObjectNode condition = having("apiVersion", oneOf(ManifestReader.VERSIONS));
        ((ObjectNode) condition.get("properties")).set("kind", oneOf(List.of(kind.label())));
        ((ArrayNode) condition.get("required")).add("kind");
        rule.set("if", condition);
        rule.putObject("then").put("$ref", "#/$defs/" + kind.label());
        return rule;
    }

    private static ObjectNode having(String key, ObjectNode value) {
        ObjectNode condition = JSON.objectNode();
        condition.putObject("properties").set(key, value);
        condition.putArray("required").add(key);
        return condition;
    }
}
