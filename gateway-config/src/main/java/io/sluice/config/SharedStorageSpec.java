package io.sluice.config;

import io.sluice.core.schema.Alias;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Range;
import io.sluice.core.schema.Secret;
import java.util.List;
import java.util.Optional;

/** {@code sharedStorage} of a {@code Configuration}. */
record SharedStorageSpec(
        Optional<Redis> redis, Optional<ConfigurationSpec.Switch> local, Optional<ObjectStore> objectStore) {
    SharedStorageSpec {
        if (redis.isEmpty() && local.isEmpty() && objectStore.isEmpty()) {
            throw new IllegalArgumentException("sharedStorage must have one of redis, local and objectStore");
        }
    }

    record Redis(
            Optional<String> address,
            @Alias("user") @Default("") String username,
            @Secret @Default("") String password,

            @Alias("DB") @Default("0") @Range(min = 0, max = 1_000_000)
            int db,

            Optional<Sentinel> sentinel,
            Optional<RedisTls> tls) {
        Redis {
            if (address.isEmpty() && sentinel.isEmpty()) {
                throw new IllegalArgumentException("redis must have an address or a sentinel");
            }
        }
    }

    record Sentinel(
            List<String> addresses,
            String masterName,
            @Secret @Default("") String password) {}

    record RedisTls(
            Optional<String> trustedCA,
            Optional<ConfigurationSpec.KeyPair> certificate,
            List<String> alpn,
            @Default("false") boolean skipValidation,
            @Alias("minVersion") @Default("1.2") String minversion,
            @Alias("maxVersion") @Default("1.3") String maxversion,
            List<String> ciphers) {}

    record ObjectStore(String url) {}
}
