package io.sluice.config;

import io.sluice.core.policy.PolicyType;

/** What a policy's name can mean. */
sealed interface PolicyKind {
    /** A policy that sees requests. */
    record InChain(PolicyType<?> type) implements PolicyKind {}

    /** Something that the compiler does itself. */
    enum Compiled implements PolicyKind {
        ROUTE,
        WEIGHTED_ROUTE,
        TLS,
        RESPONSE_TIMEOUT
    }

    /** A policy of Flex Gateway whose absence changes no answer. */
    record WithoutEffect(String name) implements PolicyKind {}

    /** A policy of Flex Gateway that must not be missing where it is asked for. */
    record Unavailable(String name) implements PolicyKind {}
}
