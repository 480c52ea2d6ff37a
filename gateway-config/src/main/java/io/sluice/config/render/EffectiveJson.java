package io.sluice.config.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.Masked;
import io.sluice.config.Place;
import io.sluice.core.policy.PolicyType;
import java.util.List;

/** An effective configuration as JSON and back. Threading: stateless. */
public final class EffectiveJson {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .registerModule(new SimpleModule()
                    .addSerializer(Masked.class, ToStringSerializer.instance)
                    .addSerializer(Place.class, new PlaceSerializer()));

    private EffectiveJson() {}

    /** Several lines; equal configurations make equal texts. */
    public static String write(EffectiveConfig config) {
        try {
            return JSON.writeValueAsString(EffectiveTree.of(config));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the effective configuration cannot be written", e);
        }
    }

    /**
     * The configuration of {@link #write}, but for what was masked, which cannot be compared any more, and the text of the lines at its places.
     *
     * @param types the policies that it may have
     * @throws IllegalArgumentException if it is not such a text, saying why
     */
    public static EffectiveConfig read(String text, List<PolicyType<?>> types) {
        try {
            JsonNode root = JSON.readTree(text);
            return new EffectiveReader(types).read(root);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
