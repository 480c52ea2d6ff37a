package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyRegistryTest {
    private final PolicyRegistry registry = new PolicyRegistry(TestPolicies.ALL);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http-basic-authentication-flex",
                "http-basic-authentication",
                "http-basic-authentication-flex-v1-2-impl",
                "http-basic-authentication-v10-20-impl",
                "basic-auth",
                "basic-auth-flex",
            })
    void findsAPolicyUnderEveryNameItHas(String name) {
        assertThat(Objects.requireNonNull(registry.find(name))).isSameAs(TestPolicies.LOGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "Basic-Auth", "basic-auth-v1-impl", ""})
    void doesNotFindOthers(String name) {
        assertThat(registry.find(name)).isNull();
    }

    @Test
    void suggestsFullNames() {
        assertThat(registry.suggestions("rate-limitin")).containsExactly("rate-limiting-flex");
    }

    @Test
    void refusesTwoTypesOfOneName() {
        assertThatThrownBy(() -> new PolicyRegistry(
                        List.of(TestPolicies.CORS, TestPolicies.QUOTA, TestPolicies.QUOTA.runsFirst())))
                .hasMessage("two policies are called rate-limiting-flex");
    }
}
