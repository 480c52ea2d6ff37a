package io.sluice.config.explain;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.Masked;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides which header values may be shown. Credentials never are. A value that came out of a policy with masked settings is shown only if it stands in
 * the request or, unmasked, in the settings: it may be the masked one.
 */
final class Discretion {
    private static final Pattern CREDENTIAL = Pattern.compile(
            "authorization|proxy-authorization|cookie|set-cookie|.*(api-?key|token|secret|passw|credential|signature).*");

    private final Set<String> known = new HashSet<>();
    private final Set<String> made = new HashSet<>();

    /** @param request the texts that the caller said */
    Discretion(Collection<String> request) {
        known.addAll(request);
    }

    /** Learns what the settings of a policy say, before it runs; whether some of them are masked. */
    boolean learn(Map<String, Object> settings) {
        return learn((Object) settings);
    }

    /** Tells that a policy with masked settings made {@code value}. */
    void doubt(String value) {
        if (!value.isEmpty() && !known.contains(value)) {
            made.add(value);
        }
    }

    String shown(String name, String value) {
        boolean credential = CREDENTIAL.matcher(name.toLowerCase(Locale.ROOT)).matches();
        return credential ? EffectiveConfig.MASKED : shown(value);
    }

    /** A text that a policy made. */
    String shown(String text) {
        return made.stream().anyMatch(text::contains) ? EffectiveConfig.MASKED : text;
    }

    Field shown(Map.Entry<String, String> field) {
        return new Field(field.getKey(), shown(field.getKey(), field.getValue()));
    }

    private boolean learn(Object setting) {
        if (setting instanceof Map<?, ?> map) {
            return learnAll(map.values());
        }
        if (setting instanceof Collection<?> list) {
            return learnAll(list);
        }
        if (setting instanceof Masked || EffectiveConfig.MASKED.equals(setting)) {
            return true;
        }
        known.add(String.valueOf(setting));
        return false;
    }

    private boolean learnAll(Collection<?> settings) {
        boolean masked = false;
        for (Object setting : settings) {
            masked |= setting != null && learn(setting);
        }
        return masked;
    }
}
