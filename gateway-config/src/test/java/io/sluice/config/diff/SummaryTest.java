package io.sluice.config.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void namesWhatThereIsOnlyOneOf() {
        assertThat(Summary.of(List.of(
                        change(Kind.API_ADDED, "orders", "orders"),
                        change(Kind.POLICY_SETTING, "catalog", "cors-flex"),
                        change(Kind.POLICY_SETTING, "catalog", "cors-flex"),
                        change(Kind.POLICY_ORDER, "catalog", "jwt-validation-flex"),
                        change(Kind.ROUTE_REMOVED, "catalog", "rest[0]"),
                        change(Kind.LISTENER_TLS, "", "https:8443"))))
                .isEqualTo("+1 API orders, ~1 listener https:8443, -1 route of catalog, ~2 policies of catalog");
    }

    @Test
    void countsWhatBelongsToSeveralApis() {
        assertThat(Summary.of(List.of(
                        change(Kind.API_REMOVED, "a", "a"),
                        change(Kind.API_REMOVED, "b", "b"),
                        change(Kind.POLICY_ADDED, "c", "cors-flex"),
                        change(Kind.POLICY_ADDED, "d", "cors-flex"))))
                .isEqualTo("-2 APIs, +2 policies");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(Summary.of(List.of())).isEqualTo("no changes");
    }

    private static Change change(Kind kind, String api, String name) {
        return new Change(kind, api, name, "", null, null, null);
    }
}
