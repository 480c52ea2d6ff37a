package io.sluice.launcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A manifest file made by chance: APIs, routes, rules and policies of every shape, over a small vocabulary so that requests often match. */
final class GeneratedFolder {
    static final String USER = "sam";
    static final String PASSWORD = "open-sesame";

    private static final List<String> BASE_PATHS =
            List.of("/a", "/b", "/shop/v1", "/shop/v2", "/api.x", "/deep/er/path", "/ab", "/a-b");
    private static final List<String> PATHS = List.of(
            ".*",
            "/a",
            "/a/.*",
            "/a(/.*)",
            "/a.*",
            "(/.*)",
            "/(a|b)(/.*)?",
            "/[a-z]+(/.*)",
            "/a/([^/]+)/b(/.*)?",
            "/b(/[0-9]+)",
            "/shop/(v1|v2)/.*",
            "/b/.*|/c/.*",
            "/b/\\\\.\\\\./.*",
            "/x.y(/.*)",
            "/");
    private static final List<String> METHODS = List.of("GET", "GET|POST", "[A-Z]+", "POST|PUT|DELETE", "G.*");
    private static final List<String> HOSTS = List.of("a\\\\.test", ".*\\\\.test", "127\\\\.0\\\\.0\\\\.1|a\\\\.test");
    private static final List<String> DESTINATIONS = List.of("", "/", "/dest", "/dest/", "dest", "/d/e");
    private static final List<String> CHECKED_HEADERS = List.of("x-a: \"1|2\"", "x-b: \".*\"", "X-A: \"[0-9]\"");

    private final Random random;
    private final int origin;
    private final String jwtKey;
    private final StringBuilder yaml = new StringBuilder();
    private final List<String> basePaths = new ArrayList<>();
    private int names;

    private GeneratedFolder(Random random, int origin, String jwtKey) {
        this.random = random;
        this.origin = origin;
        this.jwtKey = jwtKey;
    }

    /** @param jwtKey of at least 32 characters */
    static GeneratedFolder of(Random random, int origin, String jwtKey) {
        GeneratedFolder folder = new GeneratedFolder(random, origin, jwtKey);
        folder.generate();
        return folder;
    }

    /** Of its APIs; empty for the root. */
    List<String> basePaths() {
        return basePaths;
    }

    /** The manifest file. */
    @Override
    public String toString() {
        return yaml.toString();
    }

    private void generate() {
        yaml.append("""
                apiVersion: gateway.sluice.io/v1
                kind: Service
                metadata: {name: up}
                spec: {address: "http://127.0.0.1:%d"}
                ---
                """.formatted(origin));
        if (random.nextInt(4) == 0) {
            api("root", "");
            return;
        }
        List<String> paths = new ArrayList<>(BASE_PATHS);
        Collections.shuffle(paths, random);
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            api("api" + i, paths.get(i));
        }
    }

    private void api(String name, String basePath) {
        basePaths.add(basePath);
        yaml.append("""
                apiVersion: gateway.sluice.io/v1
                kind: ApiInstance
                metadata: {name: %s, labels: {team: t%d}}
                spec:
                  address: http://127.0.0.1:0%s
                  encodedSlashes: %s
                  services:
                """.formatted(name, random.nextInt(2), basePath, pick(List.of("refuse", "keep"))));
        int services = 1 + random.nextInt(3);
        for (int i = 0; i < services; i++) {
            service("s" + i);
        }
        int policies = random.nextInt(4);
        yaml.append(policies == 0 ? "  policies: []\n" : "  policies:\n");
        for (int i = 0; i < policies; i++) {
            yaml.append("    - ").append(policy().indent(6).substring(6));
        }
        yaml.append("---\n");
        bindings(name);
    }

    private void service(String name) {
        yaml.append("    %s:\n      address: http://127.0.0.1:%d\n".formatted(name, origin));
        int routes = random.nextInt(5);
        if (routes == 0 && random.nextBoolean()) {
            return;
        }
        yaml.append("      routes:\n");
        for (int i = 0; i <= routes; i++) {
            yaml.append("        - config: {destinationPath: \"%s\"}\n".formatted(pick(DESTINATIONS)));
            yaml.append(rules().indent(10));
        }
    }

    private String rules() {
        int count = random.nextInt(4);
        StringBuilder rules = new StringBuilder(count == 0 ? "rules: []\n" : "rules:\n");
        for (int i = 0; i < count; i++) {
            rules.append("  - path: \"").append(pick(PATHS)).append("\"\n");
            if (random.nextInt(3) == 0) {
                rules.append("    methods: \"").append(pick(METHODS)).append("\"\n");
            }
            if (random.nextInt(5) == 0) {
                rules.append("    host: \"").append(pick(HOSTS)).append("\"\n");
            }
            if (random.nextInt(4) == 0) {
                rules.append("    headers: {").append(pick(CHECKED_HEADERS)).append("}\n");
            }
        }
        return rules.toString();
    }

    private String policy() {
        String policy = pick(List.of(
                basic(),
                ip("ip-allowlist"),
                ip("ip-blocklist"),
                injection(),
                removal(),
                cors(),
                limit(),
                jwt(),
                log()));
        return random.nextBoolean() ? policy : policy + rules();
    }

    private static String basic() {
        return """
                policyRef: {name: http-basic-authentication-flex}
                config: {username: %s, password: %s}
                """.formatted(USER, PASSWORD);
    }

    private String ip(String name) {
        return """
                policyRef: {name: %s-flex}
                config:
                  ips: ["%s"]
                  ipExpression: "%s"
                """.formatted(
                        name,
                        pick(List.of("127.0.0.1", "10.0.0.0/8")),
                        pick(List.of("#[attributes.remoteAddress]", "#[attributes.headers['x-forwarded-for']]")));
    }

    private String injection() {
        return """
                policyRef: {name: header-injection-flex}
                config:
                  inboundHeaders:
                    - {key: "%s", value: "%s"}
                    - {key: x-path, value: "#[attributes.requestPath]"}
                  outboundHeaders:
                    - {key: x-out, value: "%s"}
                """.formatted(pick(List.of("x-in", "x-a", "x-b")), pick(List.of("1", "seven", "2")), random.nextInt(9));
    }

    private String removal() {
        return """
                policyRef: {name: header-removal-flex}
                config: {inboundHeaders: ["%s"], outboundHeaders: ["x-out", "x-origin"]}
                """.formatted(pick(List.of("x-a", "x-c", "x-d.*", "user-agent", "authorization")));
    }

    private String cors() {
        return """
                policyRef: {name: cors-flex}
                config:
                  publicResource: %s
                  originGroups:
                    - origins: ["http://page.test"]
                """.formatted(random.nextBoolean());
    }

    /** One request for each caller: whoever comes first is let in. */
    private String limit() {
        return """
                policyRef: {name: rate-limiting-flex}
                config:
                  rateLimits: [{maximumRequests: 1, timePeriodInMilliseconds: 100000000}]
                  keySelector: "#[attributes.headers['x-caller']]"
                  exposeHeaders: %s
                """.formatted(random.nextBoolean());
    }

    private String jwt() {
        return """
                policyRef: {name: jwt-validation-flex}
                config: {signingMethod: hmac, signingKeyLength: 256, jwtKeyOrigin: text, textKey: "%s"}
                """.formatted(jwtKey);
    }

    private String log() {
        return """
                policyRef: {name: message-logging-flex}
                config:
                  loggingConfiguration:
                    - itemName: m
                      itemData: {message: "#[%s]", level: debug, secondSection: true}
                """.formatted(pick(List.of("attributes.method", "payload")));
    }

    /** Routes and policies that stand outside of the API's own document. */
    private void bindings(String api) {
        for (int i = random.nextInt(3); i > 0; i--) {
            String target = random.nextInt(3) == 0
                    ? "{kind: Selector, selector: {kind: ApiInstance, labels: {team: t%d}}}"
                            .formatted(random.nextInt(2))
                    : "{kind: ApiInstance, name: %s}".formatted(api);
            yaml.append("""
                    apiVersion: gateway.sluice.io/v1
                    kind: PolicyBinding
                    metadata: {name: b%d}
                    spec:
                      order: %d
                      targetRef: %s
                    """.formatted(names++, 1 + random.nextInt(100), target));
            yaml.append(boundPolicy().indent(2)).append("---\n");
        }
    }

    private String boundPolicy() {
        return switch (random.nextInt(3)) {
            case 0 -> policy();
            case 1 -> """
                    policyRef: {name: route}
                    config: {destinationPath: "%s", destinationRef: {name: up}}
                    """.formatted(pick(List.of("/", "/r", "/r/s"))) + rules();
            default -> """
                    policyRef: {name: route-weighted}
                    config:
                      routes:
                        - {weight: 1, destinationPath: /w1, destinationRef: {name: up}}
                        - {weight: 3, destinationPath: /w3, destinationRef: {name: up}}
                    """ + rules();
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
