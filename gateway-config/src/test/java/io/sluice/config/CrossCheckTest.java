package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.testing.ConfigFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is right in each document and yet does not mean what somebody may think. */
class CrossCheckTest {
    @TempDir
    Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void emptyFolder() {
        folder = ConfigFolder.in(directory, TestPolicies.ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{path: /.*};                            {path: /orders(/.*)};                   GET /orders/",
                "{path: /a(/.*)};                        {path: /a/b, methods: DELETE};          DELETE /a/b",
                "{methods: GET|HEAD};                    {path: /x, methods: HEAD};              HEAD /x",
                "{path: '/v[0-9]+/.*'};                  {path: /v2/users};                      GET /v2/users",
                "{path: /x, host: '.*'};                 {path: /x, host: 'a\\.test'};           GET /x (host: a.test)",
                "{path: /x.*, headers: {a: '.+'}};       {path: /x, headers: {A: v}};            GET /x (a: v)",
                "{path: /a|/b};                          {path: /b};                             GET /b",
            })
    void findsRoutesThatAreNeverReached(String first, String second, String example) {
        routes(first, second);

        Problem problem = only();

        assertThat(problem.code()).isEqualTo(ProblemCode.SHADOWED_RULE);
        assertThat(problem.message())
                .contains("by " + example + ",")
                .contains("`s1[0]`")
                .contains("`s0[0]`");
        assertThat(problem.line()).isEqualTo(10);
        assertThat(problem.second()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{path: /orders(/.*)};              {path: /.*}",
                "{path: /a, methods: GET};          {path: /a, methods: GET|POST}",
                "{path: /x, headers: {a: v}};       {path: /x}",
                "{path: /x, headers: {a: v}};       {path: /x, headers: {b: v}}",
                "{path: /x, host: a};               {path: /x, host: b}",
                "{path: '(?i)/x'};                  {path: /x}",
            })
    void leavesRoutesAloneThatCanBeReached(String first, String second) {
        routes(first, second);

        assertThat(folder.problems().pretty()).startsWith("0 errors, 0 warnings");
    }

    @Test
    void findsARouteThatSeveralOthersTakeTogether() {
        routes("{path: '/[a-m].*'}", "{path: '/[n-z].*'}", "{path: '/[a-z]+'}");

        assertThat(only().message()).contains("`s2[0]`");
    }

    @Test
    void findsRoutesBehindOneThatTakesEverything() {
        folder.file("a.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: shop}
                spec:
                  address: http://0.0.0.0:8081
                  services:
                    all: {address: "http://h:1"}
                    late: {address: "http://h:2", routes: [{rules: [{path: /x}]}]}
                """);

        assertThat(only().message()).contains("the route `late[0]` is never reached by GET /x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{path: orders/.*}", "{path: x|y}", "{methods: 'GET POST'}", "{host: Shop.Example}"})
    void findsRulesThatNoRequestCanSatisfy(String rule) {
        routes(rule);

        assertThat(only().code()).isEqualTo(ProblemCode.IMPOSSIBLE_RULE);
    }

    @Test
    void findsTiesThatANameDecides() {
        api("");
        binding("limit", "{name: rate-limiting-flex}", "config: {rateLimits: [{maximumRequests: 1}]}");
        binding("login", "{name: basic-auth}", "config: {username: u, password: \"${P:-x}\"}");

        assertThat(only().code()).isEqualTo(ProblemCode.ORDER_TIE);
        assertThat(only().message()).contains("`limit` runs first");
    }

    @Test
    void saysThatCorsRunsFirst() {
        api("""
                policies:
                  - policyRef: {name: basic-auth}
                    config: {username: u, password: "${P:-x}"}
                  - policyRef: {name: cors-flex}
                """);

        assertThat(only().code()).isEqualTo(ProblemCode.RUNS_FIRST);
    }

    @Test
    void findsSecretsThatAreWrittenDown() {
        api("""
                policies:
                  - policyRef: {name: basic-auth}
                    config: {username: u, password: hunter2}
                """);

        assertThat(only().code()).isEqualTo(ProblemCode.LITERAL_SECRET);
        assertThat(folder.problems().pretty()).doesNotContain("hunter2");
    }

    @Test
    void takesASettingThatStandsOneLevelTooDeep() {
        api("""
                policies:
                  - policyRef: {name: rate-limiting-flex}
                    config:
                      rateLimits:
                        - {maximumRequests: 5, exposeHeaders: true}
                """);

        assertThat(only().code()).isEqualTo(ProblemCode.MISPLACED_KEY);
        assertThat(only().severity()).isEqualTo(Problem.Severity.WARNING);
    }

    @Test
    void hintsAtTheLevelAbove() {
        api("""
                policies:
                  - policyRef: {name: rate-limiting-flex, config: {rateLimits: [{maximumRequests: 5}]}}
                """);

        assertThat(folder.problems().pretty())
                .contains("unknown key `config`")
                .contains("one level up there is such a key: check the indentation");
    }

    @Test
    void saysNothingElseAboutAValueThatIsMissing() {
        folder.file("a.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: shop}
                spec: {address: "http://0.0.0.0:${PORT}", services: {s: {address: "http://h:1"}}}
                """);

        assertThat(only().code()).isEqualTo(ProblemCode.MISSING_VARIABLE);
    }

    @Test
    void doesNotSayThatABrokenDocumentDoesNotExist() {
        folder.file("a.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: shop}
                spec: {adress: "http://0.0.0.0:8081"}
                """);
        binding("limit", "{name: rate-limiting-flex}", "config: {rateLimits: [{maximumRequests: 1}]}");

        assertThat(folder.problems().all())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.MISSING_KEY, ProblemCode.UNKNOWN_KEY);
    }

    private void routes(String... rules) {
        StringBuilder services = new StringBuilder();
        for (int i = 0; i < rules.length; i++) {
            services.append(
                    "    s%d: {address: \"http://h:1\", routes: [{rules: [\n      %s]}]}\n".formatted(i, rules[i]));
        }
        folder.file("a.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: shop}
                spec:
                  address: http://0.0.0.0:8081
                  services:
                %s""".formatted(services));
    }

    private void api(String policies) {
        folder.file("a.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: shop}
                spec:
                  address: http://0.0.0.0:8081
                  services: {s: {address: "http://h:1"}}
                %s""".formatted(policies.indent(2)));
    }

    private void binding(String name, String policy, String config) {
        folder.file(name + ".yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: PolicyBinding
                metadata: {name: %s}
                spec:
                  targetRef: {name: shop}
                  policyRef: %s
                  %s
                """.formatted(name, policy, config));
    }

    private Problem only() {
        List<Problem> all = folder.problems().all();
        assertThat(all).as(folder.problems().pretty()).hasSize(1);
        return all.get(0);
    }
}
