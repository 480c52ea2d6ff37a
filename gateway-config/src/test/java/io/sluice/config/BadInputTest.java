package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.testing.ConfigFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything a folder can have wrong, one row each: code, line and column, part of the message. */
class BadInputTest {
    private static final String GOOD = """
            apiVersion: gateway.mulesoft.com/v1alpha1
            kind: ApiInstance
            metadata:
              name: shop
            spec:
              address: http://0.0.0.0:8081/shop
              services:
                cart:
                  address: http://cart:9000
                  routes:
                    - rules:
                        - path: /cart(/.*)
              policies:
                - policyRef:
                    name: rate-limiting-flex
                  config:
                    rateLimits:
                      - maximumRequests: 10
            """;

    @TempDir
    Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void emptyFolder() {
        folder = ConfigFolder.in(directory, TestPolicies.ALL);
    }

    @Test
    void startsFromAFileThatIsRight() {
        assertThat(folder.file("api.yaml", GOOD).problems().pretty()).isEqualTo("0 errors, 0 warnings in 1 file\n");
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                edit("kind: ApiInstance", "kind: ApiInstanse", "GW1102", "2:7", "unknown kind `ApiInstanse`"),
                edit("kind: ApiInstance", "sort: ApiInstance", "GW1101", "1:1", "must have the key `kind`"),
                edit("v1alpha1", "v2", "GW1101", "1:13", "unknown API version"),
                edit("gateway.mulesoft.com", "gateway.mulesoft.con", "GW1101", "1:13", "unknown API version"),
                edit("name: shop", "label: shop", "GW1202", "4:3", "the key `name` is required"),
                edit("name: shop", "name: a b", "GW1204", "4:9", "name must match"),
                edit("  address: http://0.0.0.0:8081/shop\n", "", "GW1202", "6:3", "the key `address` is required"),
                edit("http://0.0.0.0:8081/shop", "ftp://0.0.0.0:8081", "GW3001", "6:12", "begin with http://"),
                edit("0.0.0.0:8081", "0.0.0.0:70000", "GW3001", "6:12", "a port between 0 and 65535"),
                edit("8081/shop", "8081/shop?x=1", "GW3001", "6:12", "no query"),
                edit("8081/shop", "8081/../shop", "GW3001", "6:12", "a plain path"),
                edit("http://0.0.0.0:8081/shop", "[a]", "GW1201", "6:12", "address must be text but is a list"),
                edit("http://cart:9000", "h2://cart:9000", "GW3001", "9:16", "begin with http://"),
                edit("http://cart:9000", "http://cart:0", "GW3001", "9:16", "a port between 1 and 65535"),
                edit("      address: http://cart:9000\n", "", "GW1202", "9:7", "the key `address` is required"),
                edit("    cart:\n", "    cart:\n      adress: x\n", "GW1203", "9:7", "unknown key `adress`"),
                edit("/cart(/.*)", "/cart(/.*", "GW1206", "12:21", "path must be a regular expression in RE2 syntax"),
                edit("/cart(/.*)", "/(?!x).*", "GW1206", "12:21", "RE2"),
                edit("- path: /cart(/.*)", "- paths: /x", "GW1203", "12:15", "unknown key `paths`"),
                edit(
                        "rate-limiting-flex",
                        "rate-limitng-flex",
                        "GW2101",
                        "15:15",
                        "unknown policy `rate-limitng-flex`"),
                edit("maximumRequests: 10", "maximumRequest: 10", "GW1203", "18:13", "unknown key `maximumRequest`"),
                edit(
                        "maximumRequests: 10",
                        "maximumRequests: ten",
                        "GW1201",
                        "18:30",
                        "must be a whole number but is ten"),
                edit("maximumRequests: 10", "maximumRequests: 0", "GW1204", "18:30", "between 1 and 1000000 but is 0"),
                edit("maximumRequests: 10", "maximumRequests: $LIMIT", "GW1301", "18:30", "LIMIT is not set"),
                edit(
                        "maximumRequests: 10",
                        "maximumRequests: ${file:/no/such}",
                        "GW1302",
                        "18:30",
                        "the file /no/such cannot be read"),
                edit(
                        "maximumRequests: 10",
                        "{maximumRequests: 10, timePeriodInMilliseconds: 13}",
                        "GW3009",
                        "18:61",
                        "13 brings bad luck"),
                edit("rateLimits:\n", "rateLimits: 5\n", "GW1003", "18:11", "indented deeper than the one above"),
                edit("  name: shop", "  name: shop\n  name: cart", "GW1004", "5:3", "`name` stands twice"),
                edit("metadata:\n", "metadata: !mine\n", "GW1003", "3:11", "tags are not supported"),
                edit("kind: ApiInstance", "\tkind: ApiInstance", "GW1003", "2:1", "a tab must not indent"));
    }

    private static Arguments edit(String from, String to, String code, String place, String message) {
        assertThat(GOOD).contains(from);
        return Arguments.of(GOOD.replace(from, to), code, place, message);
    }

    @ParameterizedTest
    @MethodSource("edits")
    void reportsTheFaultAtItsPlace(String text, String code, String place, String message) {
        Problems problems = folder.file("api.yaml", text).problems();

        assertThat(problems.all()).anySatisfy(problem -> {
            assertThat(problem.code().id()).isEqualTo(code);
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
            assertThat(problem.message()).contains(message);
        });
        assertThat(problems.errors()).isPositive();
    }

    @Test
    void reportsEverythingAtOnce() {
        folder.file(
                        "a.yaml",
                        GOOD.replace("maximumRequests: 10", "maximumRequests: 0")
                                .replace("/cart(/.*)", "("))
                .file("b.yaml", "[")
                .file("c.yaml", "kind: X");

        assertThat(folder.problems().all())
                .extracting(problem -> directory.relativize(Path.of(problem.file())) + " " + problem.code())
                .containsExactly("a.yaml GW1206", "b.yaml GW1003", "c.yaml GW1101");
    }

    @Test
    void namesBothPlacesOfANameThatIsTakenTwice() {
        Problem problem = only(folder.file("a.yaml", GOOD).file("b.yaml", GOOD));

        assertThat(problem.code()).isEqualTo(ProblemCode.DUPLICATE_NAME);
        assertThat(problem.file()).endsWith("b.yaml");
        assertThat(Objects.requireNonNull(problem.second())).hasToString(directory.resolve("a.yaml") + ":4:9");
    }

    @Test
    void givesEachNamespaceItsOwnNames() {
        String other = GOOD.replace("name: shop", "name: shop\n  namespace: eu").replace("/shop", "/eu");

        assertThat(folder.file("a.yaml", GOOD).file("b.yaml", other).problems().isEmpty())
                .isTrue();
    }

    static Stream<Arguments> clashes() {
        return Stream.of(
                Arguments.of("http://0.0.0.0:8081/shop", "GW3002"),
                Arguments.of("http://0.0.0.0:8081/shop/", "GW3002"),
                Arguments.of("http://0.0.0.0:8081/shop/cart", "GW3002"),
                Arguments.of("http://0.0.0.0:8081", "GW3002"),
                Arguments.of("http://127.0.0.1:8081/other", "GW3003"),
                Arguments.of("https://0.0.0.0:8081/other", "GW3004"));
    }

    @ParameterizedTest
    @MethodSource("clashes")
    void refusesTwoApisThatCannotShareAPort(String address, String code) {
        Problem problem = only(folder.file("a.yaml", GOOD).file("b.yaml", ConfigLoaderTest.api("other", address)));

        assertThat(problem.code().id()).isEqualTo(code);
        assertThat(problem.second()).isNotNull();
        assertThat(Stream.of(
                        problem.file(), Objects.requireNonNull(problem.second()).file()))
                .containsExactlyInAnyOrder(
                        directory.resolve("a.yaml").toString(),
                        directory.resolve("b.yaml").toString());
    }

    @Test
    void warnsAboutAnApiWithoutRoutes() {
        Problem problem = only(folder.file("a.yaml", """
                apiVersion: gateway.mulesoft.com/v1beta1
                kind: ApiInstance
                metadata: {name: empty}
                spec: {address: "http://0.0.0.0:8081"}
                """));

        assertThat(problem.code()).isEqualTo(ProblemCode.NO_ROUTE);
    }

    @Test
    void warnsAboutWhatHasNoEffect() {
        folder.file(
                "a.yaml",
                GOOD.replace("cart:9000", "cart:9000/v1")
                        .replace(":8081", ":9998")
                        .replace("rate-limiting-flex\n", "cors-flex\n      rules: [{methods: GET}]\n")
                        .replace("rateLimits:\n          - maximumRequests: 10", "{}"));

        assertThat(folder.problems().all())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        ProblemCode.RESERVED_PORT, ProblemCode.IGNORED_PATH, ProblemCode.IGNORED_RULES);
        assertThat(folder.load()).isInstanceOf(LoadResult.Loaded.class);
    }

    @Test
    void reportsFilesThatCannotBeRead() throws IOException {
        Files.createDirectory(directory.resolve("folder.yaml"));
        Files.createSymbolicLink(directory.resolve("link.yaml"), directory.resolve("nowhere"));

        assertThat(folder.problems().all())
                .extracting(Problem::message)
                .containsExactly(
                        "the file cannot be read: it is a folder", "the file cannot be read: it is a link to nothing");
    }

    @Test
    void reportsAFolderThatDoesNotExist() {
        LoadResult result = folder.loader().load(directory.resolve("nowhere"));

        assertThat(((LoadResult.Rejected) result).problems().pretty()).contains("there is no such file or folder");
    }

    @Test
    void passesOverManifestsForOthersAndTheFilesOfARegistration() {
        folder.file("k8s.yaml", """
                apiVersion: v1
                kind: ConfigMap
                data: {a: b}
                """).file("registration.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Configuration
                metadata: {name: registration}
                spec: {platformConnection: {agentId: x}}
                ---
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Secret
                metadata: {name: flex-registration}
                spec: {tls.crt: eA==, tls.key: eA==}
                """);

        assertThat(folder.problems().all())
                .extracting(problem -> problem.code() + " " + problem.line())
                .containsExactly("GW6001 1", "GW6002 2", "GW6002 7");
        assertThat(folder.problems().summary()).isEqualTo("0 errors, 0 warnings, 3 notes in 2 files");
        assertThat(folder.snapshot().listeners()).isEmpty();
    }

    @Test
    void saysWhichConfigurationHasNoEffect() {
        Problem problem = only(folder.file("proxy.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: Configuration
                metadata: {name: proxy}
                spec: {proxyProtocol: {enabled: true}}
                """));

        assertThat(problem.code()).isEqualTo(ProblemCode.IGNORED_CONFIGURATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{username: u, password: [hunter2]}",
                "{username: u, pasword: hunter2}",
                "{username: [u], password: hunter2}",
                "{password: hunter2}",
                "{username: u, password: hunter2, realm: x}",
            })
    void neverShowsASecret(String config) {
        folder.file(
                "a.yaml",
                GOOD.replace("rate-limiting-flex", "basic-auth")
                        .replace("config:\n        rateLimits:\n          - maximumRequests: 10", "config: " + config));

        assertThat(folder.problems().errors()).isPositive();
        assertThat(folder.problems().pretty())
                .contains("spec.policies[0].config")
                .doesNotContain("hunter2");
    }

    private static Problem only(ConfigFolder folder) {
        List<Problem> all = folder.problems().all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
