package io.sluice.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The policies of Flex Gateway that are no policies of a chain here, by their bare names. */
final class FlexPolicies {
    private static final Map<String, PolicyKind> COMPILED = Map.of(
            "route", PolicyKind.Compiled.ROUTE,
            "route-weighted", PolicyKind.Compiled.WEIGHTED_ROUTE,
            "tls", PolicyKind.Compiled.TLS,
            "tls-inbound", PolicyKind.Compiled.TLS,
            "response-timeout", PolicyKind.Compiled.RESPONSE_TIMEOUT);

    /** They watch, or tune what has a setting here; requests are answered as with them. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "access-log",
            "agent-connection-telemetry",
            "api-context",
            "circuit-breaker",
            "health-check",
            "idle-timeout",
            "message-logging-outbound",
            "sse-logging",
            "stream-idle-timeout",
            "tracing");

    /** They refuse or change requests: without them an API would let through what it should not, or send what it should not. */
    private static final Set<String> UNAVAILABLE = Set.of(
            "client-id-enforcement",
            "credential-injection-api-key",
            "credential-injection-basic-auth",
            "credential-injection-oauth2",
            "dataweave-body-transformation",
            "dataweave-headers-transformation",
            "dataweave-request-filter",
            "graphql-access-control",
            "graphql-introspection-control",
            "graphql-operation-limits",
            "graphql-schema-validation",
            "graphql-static-query-complexity",
            "http-caching",
            "injection-protection",
            "javascript-scripting",
            "json-threat-protection",
            "jwt-generation",
            "ldap-authentication",
            "native-aws-lambda",
            "native-aws-signature",
            "native-ext-authz",
            "native-ext-proc",
            "oauth2-token-introspection",
            "openidconnect-access-token-enforcement",
            "rate-limiting-sla",
            "soap-validation",
            "spec-validation",
            "spike-control",
            "tls-outbound",
            "websocket-connection-limit",
            "ws-security-policy",
            "xml-threat-protection");

    private static final Map<String, PolicyKind> ALL = all();

    private FlexPolicies() {}

    /** Null if Flex Gateway has no such policy, or if it is one of a chain here. */
    static @Nullable PolicyKind find(String bareName) {
        return ALL.get(bareName);
    }

    /** Those that can be used, for suggestions. */
    static Set<String> usable() {
        return COMPILED.keySet();
    }

    private static Map<String, PolicyKind> all() {
        Map<String, PolicyKind> all = new TreeMap<>(COMPILED);
        WITHOUT_EFFECT.forEach(name -> all.put(name, new PolicyKind.WithoutEffect(name)));
        UNAVAILABLE.forEach(name -> all.put(name, new PolicyKind.Unavailable(name)));
        return Map.copyOf(all);
    }
}
