package io.sluice.core.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who the caller is: the only fact that policies share.
 *
 * @param principal the name of the caller, such as the user of basic authentication or the subject of a token
 * @param clientId the client application, if one is known
 * @param clientName its display name, if one is known
 * @param properties what {@code authentication.properties} shows to expressions, such as {@code claims}
 */
public record Identity(
        String principal,
        @Nullable String clientId,
        @Nullable String clientName,
        Map<String, Object> properties) {
    public Identity {
        properties = Map.copyOf(properties);
    }

    public static Identity of(String principal) {
        return new Identity(principal, null, null, Map.of());
    }
}
