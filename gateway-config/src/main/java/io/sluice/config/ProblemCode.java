package io.sluice.config;

/**
 * Every kind of problem a configuration can have. The code is stable and may be searched for.
 *
 * <p>GW1xxx: syntax and schema. GW2xxx: references. GW3xxx: what does not go together. GW4xxx: posture, warnings. GW5xxx: accepted without effect,
 * warnings. GW6xxx: what is worth knowing, notes.
 */
public enum ProblemCode {
    UNREADABLE("GW1001", "A file or folder cannot be read."),
    ENCODING("GW1002", "A file is not valid UTF-8 text."),
    SYNTAX("GW1003", "A file is not valid YAML."),
    DUPLICATE_KEY("GW1004", "A key stands twice in one mapping."),
    TOO_LARGE("GW1005", "A file is too large, too deep, or repeats itself too often by aliases."),
    NOT_A_MANIFEST("GW1101", "A document is no manifest of a known API version."),
    UNKNOWN_KIND("GW1102", "A manifest has a kind that does not exist."),
    WRONG_TYPE("GW1201", "A value has the wrong type."),
    MISSING_KEY("GW1202", "A required key is missing."),
    UNKNOWN_KEY("GW1203", "A key is not known here."),
    OUT_OF_RANGE("GW1204", "A value is beyond its bounds."),
    INVALID_VALUE("GW1205", "A value, or a combination of values, is not allowed."),
    INVALID_REGEX("GW1206", "A regular expression is not valid RE2 syntax."),
    INVALID_EXPRESSION("GW1207", "An expression cannot be compiled."),
    UNQUOTED_EXPRESSION("GW1208", "An expression without quotes is a comment."),
    MISSING_VARIABLE("GW1301", "An environment variable is not set."),
    MISSING_SECRET_FILE("GW1302", "A file that holds a value cannot be read."),
    DUPLICATE_NAME("GW2001", "Two manifests have the same kind, namespace and name."),
    UNKNOWN_POLICY("GW2101", "A policy does not exist."),
    UNAVAILABLE_POLICY(
            "GW2102", "A policy of Flex Gateway, or one with its own code, is not available in this release."),
    DANGLING_REFERENCE("GW2103", "A reference leads to something that does not exist."),
    INVALID_ADDRESS("GW3001", "An address cannot be used."),
    BASE_PATH_CLASH("GW3002", "Two APIs on one port have base paths that exclude each other."),
    ADDRESS_CLASH("GW3003", "Two APIs listen on one port at addresses that exclude each other."),
    PROTOCOL_CLASH("GW3004", "One port is asked to speak HTTP and HTTPS."),
    TLS_CLASH("GW3005", "Two TLS contexts are given for one port."),
    TLS_MISSING("GW3006", "An https address has no certificate."),
    TLS_MATERIAL("GW3007", "A certificate or key cannot be used."),
    POLICY_REFUSED("GW3009", "A policy does not accept its settings."),
    UNSUPPORTED_SETTING("GW3010", "A setting asks for something that this release does not support."),
    RESERVED_PORT("GW4001", "A port is reserved in Flex Gateway."),
    CERTIFICATE_TIME("GW4002", "A certificate has expired or is not valid yet."),
    KEY_READABLE("GW4003", "A private key can be read by every user of the machine."),
    NO_ROUTE("GW4004", "An API has no route: its policies must answer every request."),
    SELECTS_NOTHING("GW4005", "A selector matches no API."),
    NO_ENVELOPE("GW4006", "A document is no manifest and is passed over."),
    LITERAL_SECRET("GW4008", "A secret is written into a file."),
    ORDER_TIE("GW4009", "Two policies of an API have the same order."),
    SHADOWED_RULE("GW4010", "A rule of a route is never reached, because earlier routes take all its requests."),
    IMPOSSIBLE_RULE("GW4011", "No request can match a rule."),
    MISPLACED_KEY("GW4012", "A setting stands one level too deep."),
    DUPLICATE_CONFIGURATION("GW4007", "Two Configurations are about the same thing."),
    IGNORED_PATH("GW5001", "The path of a service address has no effect."),
    IGNORED_RULES("GW5002", "The rules of a policy have no effect."),
    IGNORED_SETTING("GW5003", "A setting has no effect in this release."),
    NEEDS_RESTART("GW5004", "A changed process setting takes effect at the next start."),
    IGNORED_POLICY("GW5005", "A policy is accepted for compatibility and has no effect."),
    IGNORED_CONFIGURATION("GW5006", "A Configuration is accepted for compatibility and has no effect."),
    IGNORED_CONTRACT("GW5007", "A Contract is accepted for compatibility and has no effect."),
    FOREIGN_DOCUMENT("GW6001", "A document belongs to somebody else and is passed over."),
    REGISTRATION_DOCUMENT("GW6002", "A document of a registration has no meaning here."),
    TEXT_LIKE_REFERENCE("GW6003", "Text looks like a reference to a variable that is not set, and stays as it is."),
    RUNS_FIRST("GW6004", "A policy runs first wherever it is written."),
    INVISIBLE_CHARACTERS("GW6005", "Invisible characters are read as indentation or passed over.");

    private final String id;
    private final String meaning;

    ProblemCode(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** The stable code, such as {@code GW1203}. */
    public String id() {
        return id;
    }

    public String meaning() {
        return meaning;
    }

    /** The page that explains it, inside the repository. */
    public String docs() {
        return "docs/problems/" + id + ".md";
    }

    public Problem.Severity severity() {
        return switch (id.charAt(2)) {
            case '4', '5' -> Problem.Severity.WARNING;
            case '6' -> Problem.Severity.INFO;
            default -> Problem.Severity.ERROR;
        };
    }

    /** The {@link #id}. */
    @Override
    public String toString() {
        return id;
    }
}
