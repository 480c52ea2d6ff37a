package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.sluice.config.ManifestSchema;
import io.sluice.config.PolicyCatalog;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The schemas, seen through a validator that has nothing to do with the gateway. */
class SchemaCommandTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SAMPLE = Pattern.compile("(?s)```yaml\\n(.*?)```");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ManifestSchema SCHEMAS = new ManifestSchema(new PolicyCatalog(BuiltInPolicies.all()));
    private static final Schema ALL = schema(SCHEMAS.all());
    private static final String ENVELOPE = "apiVersion: gateway.mulesoft.com/v1alpha1\nmetadata: {name: x}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("manifests")
    void acceptsEveryManifestOfTheRepository(String place, String text) {
        documents(text).forEach(document -> {
            assertThat(ALL.validate(document)).as(place).isEmpty();
            if (ManifestSchema.kinds().contains(document.path("kind").asText())) {
                Schema own = schema(String.valueOf(SCHEMAS.files()
                        .get(ManifestSchema.fileOf(document.get("kind").asText()))));
                assertThat(own.validate(document)).as(place).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spec: {address: http://0.0.0.0:80, services: {a: {address: http://b}}}",
                "spec: {address: $ADDRESS, services: , policies: }",
                "spec: {address: http://a, policies: [{policyRef: {name: rate-limiting-v1-2-impl}, config: {rateLimits: [{maximumRequests: '5', timePeriodInMilliseconds: $WINDOW}], exposeHeaders: 'TRUE', keySelector: }}]}",
                "spec: {address: http://a, policies: [{policyRef: {name: unheard-of}, config: {any: thing}}]}",
                "spec: {address: http://a, policies: [{policyRef: {name: cors, namespace: n}}, {policyRef: {name: cors-flex}, config: }]}",
                "spec: {address: http://a, policies: [{policyRef: {name: cors}, rules: [{methods: GET|POST, headers: {x: 1}}, {methods: [GET, POST], path: /a, host: [b]}]}]}",
                "spec: {address: http://a, policies: [{policyRef: {name: tls-inbound}, config: {minversion: 1.2, alpn: [h2]}}]}",
                "spec: {address: http://a, policies: [{policyRef: {name: jwt-validation-flex}, config: {jwtOrigin: HTTP_BEARER_AUTHENTICATION_HEADER, signingMethod: RSA, jwtKeyOrigin: '${ORIGIN}', textKey: k}}]}",
                "spec: {address: http://a}\nstatus: {anything: 1}",
            })
    void acceptsWhatTheBinderAccepts(String spec) {
        assertThat(errors("kind: ApiInstance\n" + ENVELOPE + spec)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: ConfigMap\napiVersion: v1\ndata: {a: 1}",
                "kind: Secret\napiVersion: gateway.mulesoft.com/v1alpha1\nanything: 1",
                "some: text",
                "kind: List\napiVersion: v1\nitems: [{kind: Ingress, apiVersion: v1, spec: {}}]",
                "kind: ApiInstance\napiVersion: gateway.mulesoft.com/v1beta1\nmetadata: {name: 5, uid: u, labels: {a: , b: 1}}\nspec: {address: http://a}",
                "kind: PolicyBinding\n" + ENVELOPE
                        + "spec: {targetRef: {kind: Selector, selector: {labels: {a: b}}}, policyRef: {name: cors}, order: '7'}",
                "kind: PolicyBinding\n" + ENVELOPE
                        + "spec: {targetRef: {kind: api_instance, name: a}, policyRef: {name: route-flex}, config: {destinationRef: {name: s}}}",
                "kind: Configuration\n" + ENVELOPE + "spec: {sharedStorage: {redis: {address: 'a:1', DB: 1}}}",
                "kind: Extension\n" + ENVELOPE + "spec: {extends: [{name: x}], properties: {a: {type: string}}}",
            })
    void acceptsOtherDocuments(String document) {
        assertThat(errors(document)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrongDocuments")
    void refusesWrongDocuments(String place, String document) {
        assertThat(errors(document))
                .as(document)
                .isNotEmpty()
                .anyMatch(error -> error.getInstanceLocation().toString().startsWith(place));
    }

    @Test
    void printsTheSchemaOfEverything() {
        assertThat(run().out()).isEqualTo(SCHEMAS.all());
        assertThat(run("--kind", "ApiInstance").out()).contains("\"title\" : \"ApiInstance\"");
        assertThat(run("--policy", "rate-limiting").out())
                .isEqualTo(CommandLineRun.of("policies", "show", "rate-limiting-flex", "--schema")
                        .out());
    }

    @Test
    void writesFiles() throws Exception {
        CommandLineRun run = run("--out", folder.resolve("new").toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        for (String file : SCHEMAS.files().keySet()) {
            assertThat(JSON.readTree(Files.readString(folder.resolve("new").resolve(file)))
                            .get("$schema")
                            .asText())
                    .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        }
        run("--kind", "Service", "--out", folder.toString());
        assertThat(folder.resolve("Service.schema.json")).isNotEmptyFile();
        assertThat(folder.resolve("ApiInstance.schema.json")).doesNotExist();
    }

    @Test
    void suggestsWhatWasMeant() {
        CommandLineRun kind = run("--kind", "ApiInstanc");

        assertThat(kind.exitCode()).isEqualTo(1);
        assertThat(kind.err()).isEqualTo("error: there is no kind ApiInstanc; did you mean ApiInstance?\n");
        assertThat(run("--policy", "corss").err())
                .isEqualTo("error: there is no policy corss; did you mean cors-flex?\n");
        assertThat(run("--policy", "cors", "--kind", "Service").exitCode()).isEqualTo(64);
    }

    private static List<Wrong> wrong() {
        String api = "kind: ApiInstance\n" + ENVELOPE;
        String limits = api + "spec: {address: http://a, policies: [{policyRef: {name: rate-limiting-flex}, config: ";
        String binding = "kind: PolicyBinding\n" + ENVELOPE;
        return List.of(
                new Wrong("", "kind: ApiInstance\nmetadata: {name: x}\nspec: {address: http://a}"),
                new Wrong("/apiVersion", "kind: ApiInstance\napiVersion: gateway.mulesoft.com/v2\nspec: {}"),
                new Wrong("/kind", "kind: ApiInstances\n" + ENVELOPE),
                new Wrong("", "kind: ApiInstance\napiVersion: gateway.sluice.io/v1\nspec: {address: http://a}"),
                new Wrong(
                        "/metadata",
                        "kind: ApiInstance\napiVersion: gateway.sluice.io/v1\nmetadata: {name: 'a b'}\nspec: {address: http://a}"),
                new Wrong("", api + "spec: {address: http://a}\nspecs: {}"),
                new Wrong("/spec", api + "spec: {adress: http://a}"),
                new Wrong("/spec/address", api + "spec: {address: [http://a]}"),
                new Wrong("/spec/services", api + "spec: {address: http://a, services: [a]}"),
                new Wrong(
                        "/spec/services/a/routes",
                        api + "spec: {address: http://a, services: {a: {address: b, routes: {}}}}"),
                new Wrong(
                        "/spec/services/a/routes/0/config",
                        api
                                + "spec: {address: http://a, services: {a: {address: b, routes: [{config: {destinationPath: '/a?b'}}]}}}"),
                new Wrong("/spec/policies/0", api + "spec: {address: http://a, policies: [{config: {}}]}"),
                new Wrong(
                        "/spec/policies/0/policyRef",
                        api + "spec: {address: http://a, policies: [{policyRef: {name: ''}}]}"),
                new Wrong(
                        "/spec/policies/0/rules/0/methods",
                        api + "spec: {address: http://a, policies: [{policyRef: {name: x}, rules: [{methods: []}]}]}"),
                new Wrong("/spec/policies/0/config", limits + "{rateLimit: []}}]}"),
                new Wrong("/spec/policies/0/config", limits + "{rateLimits: []}}]}"),
                new Wrong("/spec/policies/0/config/rateLimits/0", limits + "{rateLimits: [{maximumRequests: 3}]}}]}"),
                new Wrong(
                        "/spec/policies/0/config/rateLimits/0",
                        limits + "{rateLimits: [{maximumRequests: 0, timePeriodInMilliseconds: 1}]}}]}"),
                new Wrong(
                        "/spec/policies/0/config/rateLimits/0",
                        limits + "{rateLimits: [{maximumRequests: many, timePeriodInMilliseconds: 1}]}}]}"),
                new Wrong(
                        "/spec/policies/0/config/exposeHeaders",
                        limits
                                + "{rateLimits: [{maximumRequests: 1, timePeriodInMilliseconds: 1}], exposeHeaders: maybe}}]}"),
                new Wrong(
                        "/spec/policies/0",
                        api + "spec: {address: http://a, policies: [{policyRef: {name: rate-limiting-flex}}]}"),
                new Wrong(
                        "/spec/policies/0/config",
                        api
                                + "spec: {address: http://a, policies: [{policyRef: {name: http-basic-authentication-v1-3-impl}, config: {user: x}}]}"),
                new Wrong(
                        "/spec/policies/0/config/signingMethod",
                        api
                                + "spec: {address: http://a, policies: [{policyRef: {name: jwt-validation}, config: {signingMethod: magic}}]}"),
                new Wrong(
                        "/spec/config",
                        binding + "spec: {targetRef: {name: a}, policyRef: {name: ip-blocklist}, config: {ip: []}}"),
                new Wrong("/spec/order", binding + "spec: {targetRef: {name: a}, policyRef: {name: x}, order: first}"),
                new Wrong("/spec/targetRef/kind", binding + "spec: {targetRef: {kind: Gateway}, policyRef: {name: x}}"),
                new Wrong(
                        "/spec/sharedStorage/redis",
                        "kind: Configuration\n" + ENVELOPE
                                + "spec: {sharedStorage: {redis: {address: a, db: 1, DB: 2}}}"),
                new Wrong(
                        "/items/0",
                        "kind: List\napiVersion: v1\nitems: [{kind: ApiInstance, apiVersion: gateway.sluice.io/v1, metadata: {name: a}}]"));
    }

    private record Wrong(String place, String document) {}

    private static Stream<Arguments> wrongDocuments() {
        return wrong().stream().map(wrong -> Arguments.of(wrong.place(), wrong.document()));
    }

    private static List<Arguments> manifests() throws IOException {
        List<Arguments> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(SchemaCommandTest::isOfTheRepository).toList()) {
                String place = ROOT.relativize(file).toString();
                String text = Files.readString(file);
                if (place.endsWith(".yaml")) {
                    found.add(Arguments.of(place, text));
                    continue;
                }
                Matcher sample = SAMPLE.matcher(text);
                while (sample.find()) {
                    found.add(Arguments.of(place, sample.group(1)));
                }
            }
        }
        return found;
    }

    private static boolean isOfTheRepository(Path file) {
        String path = ROOT.relativize(file).toString();
        boolean wanted = path.endsWith(".yaml") || path.endsWith(".md");
        // pages about problems show manifests that have them
        boolean wrong = path.startsWith("docs/problems/");
        return wanted && !wrong && !path.contains("target/") && !path.startsWith(".");
    }

    private static CommandLineRun run(String... args) {
        return CommandLineRun.of(
                Stream.concat(Stream.of("schema"), Stream.of(args)).toArray(String[]::new));
    }

    private static Schema schema(String text) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    private static List<Error> errors(String document) {
        return documents(document).stream()
                .flatMap(each -> ALL.validate(each).stream())
                .toList();
    }

    private static List<JsonNode> documents(String text) {
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
            documents.add(JSON.valueToTree(document));
        }
        return documents;
    }
}
