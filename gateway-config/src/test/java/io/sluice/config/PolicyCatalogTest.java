package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.Purpose;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PolicyCatalogTest {
    private final PolicyCatalog catalog = new PolicyCatalog(TestPolicies.ALL);

    @Test
    void listsPoliciesByNameWithThoseThatTheCompilerDoes() {
        assertThat(catalog.all())
                .extracting(PolicyCatalog.Entry::name)
                .containsExactly(
                        "cors-flex",
                        "http-basic-authentication-flex",
                        "rate-limiting-flex",
                        "response-timeout",
                        "route",
                        "route-weighted",
                        "tls");
    }

    @Test
    void findsAPolicyUnderEveryNameItHas() {
        PolicyCatalog.Entry login = Objects.requireNonNull(catalog.find("basic-auth-v1-2-impl"));

        assertThat(login.purpose()).isEqualTo(Purpose.AUTHENTICATION);
        assertThat(login.aliases()).containsExactly("basic-auth");
        assertThat(catalog.find("tls-inbound-flex")).isEqualTo(catalog.find("tls"));
        assertThat(catalog.find("basic")).isNull();
    }

    @Test
    void suggestsFullNames() {
        assertThat(catalog.suggestions("rate-limitin")).containsExactly("rate-limiting-flex");
        assertThat(catalog.suggestions("tsl")).containsExactly("tls");
    }
}
