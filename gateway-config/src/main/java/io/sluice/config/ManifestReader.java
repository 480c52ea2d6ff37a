package io.sluice.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Documents → manifests: decides by API version and kind what a document is. */
final class ManifestReader {
    private static final String FLEX = "gateway.mulesoft.com/";
    private static final String OWN = "gateway.sluice.io/";
    private static final List<String> VERSIONS = List.of(OWN + "v1", FLEX + "v1alpha1", FLEX + "v1beta1");
    private static final String API_INSTANCE = "ApiInstance";
    private static final String CONFIGURATION = "Configuration";
    private static final String SECRET = "Secret";
    private static final List<String> KINDS =
            List.of(API_INSTANCE, "Service", "PolicyBinding", CONFIGURATION, "Extension", SECRET, "Contract");

    private final Findings findings;
    private final RecordBinder binder;

    ManifestReader(Findings findings) {
        this.findings = findings;
        this.binder = new RecordBinder(findings);
    }

    List<Manifest.ApiInstance> read(List<ConfigFile> files) {
        List<Manifest.ApiInstance> apis = new ArrayList<>();
        for (ConfigFile file : files) {
            for (Node document : YamlReader.read(file.shown(), file.bytes(), findings)) {
                Manifest.ApiInstance api = manifest(document);
                if (api != null) {
                    apis.add(api);
                }
            }
        }
        return apis;
    }

    private Manifest.@Nullable ApiInstance manifest(Node document) {
        if (!(document instanceof Node.Mapping mapping)) {
            findings.add(
                    ProblemCode.NOT_A_MANIFEST,
                    document,
                    "a manifest must be a mapping but is " + Node.describe(document));
            return null;
        }
        Node.Scalar version = text(mapping, "apiVersion");
        Node.Scalar kind = text(mapping, "kind");
        if (version == null || kind == null || !isOurs(version, kind)) {
            return null;
        }
        if (isRegistration(mapping, kind)) {
            String message = "this " + kind.text() + " belongs to a registration and has no meaning here";
            findings.add(ProblemCode.REGISTRATION_DOCUMENT, kind, message);
            return null;
        }
        if (kind.text().equals(API_INSTANCE)) {
            return binder.bind(Manifest.ApiInstance.class, mapping);
        }
        reportKind(kind);
        return null;
    }

    private Node.@Nullable Scalar text(Node.Mapping document, String key) {
        Node value = document.get(key);
        if (value instanceof Node.Scalar scalar) {
            return scalar;
        }
        if (value == null) {
            findings.add(ProblemCode.NOT_A_MANIFEST, document, "a manifest must have the key `" + key + "`");
        } else {
            findings.add(ProblemCode.WRONG_TYPE, value, key + " must be text but is " + Node.describe(value));
        }
        return null;
    }

    /** A folder may be shared with manifests for others, but a misspelt version of our own must not be lost among them. */
    private boolean isOurs(Node.Scalar version, Node.Scalar kind) {
        if (VERSIONS.contains(version.text())) {
            return true;
        }
        boolean ourGroup = version.text().startsWith(FLEX) || version.text().startsWith(OWN);
        List<String> near = Spelling.closest(version.text(), VERSIONS);
        if (!ourGroup && near.isEmpty()) {
            String message = kind.text() + " of " + version.text() + " is not for this gateway and is passed over";
            findings.add(ProblemCode.FOREIGN_DOCUMENT, version, message);
            return false;
        }
        findings.add(Problem.of(ProblemCode.NOT_A_MANIFEST, version, "unknown API version `" + version.text() + '`')
                .suggesting(near)
                .noting("known versions: " + String.join(", ", VERSIONS)));
        return false;
    }

    /** The two documents that a registration leaves behind have no meaning here. */
    private static boolean isRegistration(Node.Mapping document, Node.Scalar kind) {
        if (kind.text().equals(SECRET)) {
            return true;
        }
        return kind.text().equals(CONFIGURATION)
                && document.get("spec") instanceof Node.Mapping spec
                && spec.pairs().stream()
                        .map(pair -> pair.key().text())
                        .collect(Collectors.toSet())
                        .equals(Set.of("platformConnection"));
    }

    private void reportKind(Node.Scalar kind) {
        if (KINDS.contains(kind.text())) {
            String message = "the kind `" + kind.text() + "` is not supported in this release";
            findings.add(ProblemCode.UNSUPPORTED_KIND, kind, message);
            return;
        }
        findings.add(Problem.of(ProblemCode.UNKNOWN_KIND, kind, "unknown kind `" + kind.text() + '`')
                .suggesting(Spelling.closest(kind.text(), KINDS))
                .noting("supported: " + API_INSTANCE));
    }
}
