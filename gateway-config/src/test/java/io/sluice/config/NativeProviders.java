package io.sluice.config;

import io.sluice.core.crypto.NativeCrypto;
import java.security.Provider;
import java.security.Security;
import java.util.stream.Stream;

/** Providers that handshakes can be signed with: the native one where it loads, and one of the Java runtime everywhere. */
final class NativeProviders {
    private NativeProviders() {}

    static Stream<Provider> all() {
        return Stream.of(NativeCrypto.provider(), ofTheRuntime()).flatMap(Stream::ofNullable);
    }

    static Provider ofTheRuntime() {
        return Security.getProvider("SunRsaSign");
    }
}
