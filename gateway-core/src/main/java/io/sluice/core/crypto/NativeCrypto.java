package io.sluice.core.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides whether signatures are made and verified in native code. They are where the library of the Amazon Corretto Crypto
 * Provider loads, which is Linux on x86_64 with glibc; its RSA and ECDSA take a fraction of what those of the Java runtime take.
 *
 * <p>The provider is handed to those who ask and never registered with the Java runtime, so nothing else changes. The first call loads the library.
 */
public final class NativeCrypto {
    private static final @Nullable Provider PROVIDER = load();

    private NativeCrypto() {}

    /** Null where the choice of the Java runtime has to do. */
    public static @Nullable Provider provider() {
        return PROVIDER;
    }

    private static @Nullable Provider load() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            return provider.getLoadingError() == null ? provider : null;
        } catch (LinkageError unusable) {
            return null;
        }
    }
}
