package io.sluice.config.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFormatterTest {
    private static final String ENVELOPE = "apiVersion: gateway.sluice.io/v1\nkind: ApiInstance\n";

    @Test
    void putsKeysInTheOrderOfTheDocumentation() {
        assertThat(formatted("""
                kind: ApiInstance
                spec:
                    policies:
                    - config:
                          anything: goes
                          address: last
                      rules:
                      -   methods: [GET,
                                    POST]
                          path: /x
                      policyRef: {namespace: n, name: a}
                    services:
                        zeta:
                            routes: []
                            address: http://z
                        alpha: {address: http://a}
                    address: http://0.0.0.0:8081
                metadata:
                    labels: {b: 1, a: 2}
                    name: orders
                apiVersion: gateway.sluice.io/v1
                """)).isEqualTo("""
                apiVersion: gateway.sluice.io/v1
                kind: ApiInstance
                metadata:
                  name: orders
                  labels: {b: 1, a: 2}
                spec:
                  address: http://0.0.0.0:8081
                  services:
                    zeta:
                      address: http://z
                      routes: []
                    alpha: {address: http://a}
                  policies:
                    - policyRef: {namespace: n, name: a}
                      config:
                        anything: goes
                        address: last
                      rules:
                        - path: /x
                          methods: [GET,
                                    POST]
                """);
    }

    @Test
    void keepsCommentsWithWhatTheyBelongTo() {
        assertThat(formatted("""
                # The file.

                # Still the file.
                kind: ApiInstance # what
                # Where and what for.
                spec:
                  # Guards.
                  policies:
                    # The first guard.
                    - rules: [] # none
                      # Which.
                      policyRef: {name: a}
                      # - more of the first guard

                    # The second guard.
                    - policyRef: {name: b}
                  # - a third guard
                  # Listens.
                  address: http://0.0.0.0:8081
                    # deeper than the address
                # Which.
                apiVersion: gateway.sluice.io/v1
                # The end.
                """)).isEqualTo("""
                # The file.

                # Still the file.
                # Which.
                apiVersion: gateway.sluice.io/v1
                kind: ApiInstance # what
                # Where and what for.
                spec:
                  # - a third guard
                  # Listens.
                  address: http://0.0.0.0:8081
                    # deeper than the address
                  # Guards.
                  policies:
                    # The first guard.
                    # Which.
                    - policyRef: {name: a}
                      rules: [] # none
                      # - more of the first guard

                    # The second guard.
                    - policyRef: {name: b}
                # The end.
                """);
    }

    @Test
    void leavesTheTextOfValuesAlone() {
        String values = """
                metadata:
                  name: 1.0
                  namespace: "8081"
                  labels:
                    a: yes
                    b: 'it''s'
                    c: 0x1F
                    d: ~
                    e: !!str 5
                    f: "a\\
                      b\\tc"
                    g: plain
                      on two lines
                    h: |2-
                        two more
                      two
                    i: >+
                      kept

                    j:    {a:   b}
                """;

        assertThat(formatted(ENVELOPE + values)).isEqualTo(ENVELOPE + values);
    }

    @Test
    void indentsBlockTextWithItsKey() {
        assertThat(formatted(ENVELOPE + """
                spec:
                      address: |
                          one

                            two
                      policies:
                      - config: |+
                              kept


                """)).isEqualTo(ENVELOPE + """
                spec:
                  address: |
                      one

                        two
                  policies:
                    - config: |+
                            kept


                """);
    }

    @Test
    void keepsOneEmptyLineAtMost() {
        assertThat(formatted("\n\n" + ENVELOPE + "\n\n\nmetadata:\n\n\n  name: a\n\n\n  labels: {}\n\n\n"))
                .isEqualTo(ENVELOPE + "\nmetadata:\n  name: a\n\n  labels: {}\n");
    }

    @Test
    void treatsEachDocumentOnItsOwn() {
        String foreign = "# of others\nkind:   Secret\napiVersion: v1\ndata:\n      a:   b\n";

        FormatResult.Formatted result = (FormatResult.Formatted) format(
                "%YAML 1.2\n---   # one\nkind: ApiInstance\napiVersion: gateway.sluice.io/v1\n# between\n--- # two\n"
                        + foreign + "---\n\n# three\nkind: ApiInstance\napiVersion: gateway.sluice.io/v1\n");

        assertThat(result.text())
                .isEqualTo("%YAML 1.2\n---   # one\n" + ENVELOPE + "# between\n--- # two\n" + foreign + "---\n# three\n"
                        + ENVELOPE);
        assertThat(result.notes()).containsExactly("line 8: Secret of v1 is not for this gateway and is left as it is");
    }

    @Test
    void movesNoAliasInFrontOfItsAnchor() {
        String text = """
                kind: ApiInstance
                metadata: {name: &name orders}
                spec:
                  policies: []
                  address: http://0.0.0.0:8081
                apiVersion: gateway.sluice.io/v1
                status: *name
                """;

        assertThat(formatted(text))
                .isEqualTo(text.replace(
                        "  policies: []\n  address: http://0.0.0.0:8081\n",
                        "  address: http://0.0.0.0:8081\n  policies: []\n"));
    }

    @Test
    void putsMergeKeysFirst() {
        assertThat(
                        formatted(
                                "kind: ApiInstance\napiVersion: gateway.sluice.io/v1\nmetadata:\n  name: x\n  <<: {labels: {}}\n"))
                .isEqualTo(ENVELOPE + "metadata:\n  <<: {labels: {}}\n  name: x\n");
    }

    @Test
    void movesWhatItCannotArrangeAsItStands() {
        assertThat(formatted(ENVELOPE + """
                metadata:
                    labels:
                        ? - complex
                          - key
                        : value
                    annotations:
                        # in between
                        &anchor
                        a: b
                        c: d
                """)).isEqualTo(ENVELOPE + """
                metadata:
                  labels:
                    ? - complex
                      - key
                    : value
                  annotations:
                      # in between
                      &anchor
                      a: b
                      c: d
                """);
    }

    @Test
    void endsEveryLineInTheSameWay() {
        assertThat(formatted("\uFEFF" + ENVELOPE.replace("\n", "\r\n") + "metadata: {name: x}"))
                .isEqualTo(ENVELOPE + "metadata: {name: x}\n");
    }

    @Test
    void addsNoLineBreakToTextThatHasNone() {
        String text = ENVELOPE + "metadata:\n  name: |\n    x";

        assertThat(formatted(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing\n",
                "text\n",
                "- apiVersion: gateway.sluice.io/v1\n",
                "apiVersion: v1\nkind:   ConfigMap\n",
                "{apiVersion: gateway.sluice.io/v1, kind: ApiInstance}\n",
                "kind: Unheard\napiVersion: gateway.sluice.io/v1\n",
            })
    void leavesAloneWhatIsNotForThisGateway(String text) {
        assertThat(format(text)).isEqualTo(new FormatResult.Untouched("it holds no manifest for this gateway"));
    }

    @Test
    void namesTheLineOfAMistake() {
        assertThat(format(ENVELOPE + "spec: [\n"))
                .isInstanceOfSatisfying(
                        FormatResult.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith("line 4: not valid YAML: "));
        assertThat(format(ENVELOPE + "a: {{ .Values.x }}: \n")).isInstanceOf(FormatResult.Refused.class);
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(ManifestFormatter.format(new byte[] {(byte) 0xff, 0x20}))
                .isEqualTo(new FormatResult.Refused("the file must be UTF-8 text"));
        assertThat(format("a: b\rc: d\n")).isInstanceOf(FormatResult.Refused.class);
        assertThat(format("a: \0\n")).isInstanceOf(FormatResult.Refused.class);
    }

    @Test
    void survivesDeepAndCyclicDocuments() {
        assertThat(format("[".repeat(5000))).isInstanceOf(FormatResult.Refused.class);
        String cyclic = ENVELOPE + "status: &a\n  again: *a\n";
        assertThat(formatted(cyclic)).isEqualTo(cyclic);
    }

    private static FormatResult format(String text) {
        return ManifestFormatter.format(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String formatted(String text) {
        FormatResult result = format(text);
        assertThat(result).isInstanceOf(FormatResult.Formatted.class);
        return ((FormatResult.Formatted) result).text();
    }
}
