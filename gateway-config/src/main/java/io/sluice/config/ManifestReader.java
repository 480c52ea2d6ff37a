package io.sluice.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents → manifests: decides by API version and kind what a document is. */
final class ManifestReader {
    private static final String FLEX = "gateway.mulesoft.com/";
    private static final String OWN = "gateway.sluice.io/";
    static final List<String> VERSIONS = List.of(OWN + "v1", FLEX + "v1alpha1", FLEX + "v1beta1");
    static final List<String> ENVELOPE = List.of("apiVersion", "kind", "metadata", "spec");

    /** What a cluster adds to the metadata of an object that is taken from it. */
    static final Set<String> BOOKKEEPING = Set.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "managedFields",
            "ownerReferences",
            "finalizers",
            "selfLink");

    private final SecretResolver references;
    private final Findings findings;
    private final RecordBinder binder;
    private final List<Manifest> manifests = new ArrayList<>();
    private final Set<Manifests.Key> broken = new HashSet<>();

    ManifestReader(SecretResolver references, Findings findings) {
        this.references = references;
        this.findings = findings;
        this.binder = new RecordBinder(findings);
    }

    /** All manifests of the documents so far. */
    Manifests manifests() {
        return new Manifests(manifests, broken, findings);
    }

    void read(Node document) {
        findings.document(document.at(), Resource.of(document));
        if (!(document instanceof Node.Mapping mapping)) {
            String message = "a manifest must be a mapping but is " + Node.describe(document);
            findings.add(ProblemCode.NOT_A_MANIFEST, document, message);
            return;
        }
        if (hasNoEnvelope(mapping)) {
            findings.add(
                    ProblemCode.NO_ENVELOPE, document, "the document has no apiVersion and no kind and is passed over");
            return;
        }
        Node.Scalar version = text(mapping, "apiVersion");
        Node.Scalar kind = text(mapping, "kind");
        if (version == null || kind == null) {
            return;
        }
        if (kind.text().equals("List") && mapping.get("items") instanceof Node.Sequence items) {
            items.items().forEach(this::read);
        } else if (isOurs(version, kind)) {
            manifest(mapping, kind);
        }
    }

    private static boolean hasNoEnvelope(Node.Mapping document) {
        for (Node.Pair pair : document.pairs()) {
            if (ENVELOPE.contains(pair.key().text())) {
                return false;
            }
        }
        return true;
    }

    private void manifest(Node.Mapping document, Node.Scalar label) {
        ManifestKind kind = ManifestKind.of(label.text());
        if (kind == null) {
            findings.add(Problem.of(ProblemCode.UNKNOWN_KIND, label, "unknown kind `" + label.text() + '`')
                    .suggesting(Spelling.closest(label.text(), ManifestKind.labels()))
                    .noting("kinds: " + String.join(", ", ManifestKind.labels())));
        } else if (isRegistration(document, kind)) {
            String message = "this " + label.text() + " belongs to a registration and has no meaning here";
            findings.add(ProblemCode.REGISTRATION_DOCUMENT, label, message);
        } else {
            Record bound = binder.bind(kind.type(), references.resolve(withoutBookkeeping(document)));
            if (bound == null) {
                broken.add(new Manifests.Key(kind, name(document)));
            } else {
                manifests.add((Manifest) bound);
            }
        }
    }

    private Node.@Nullable Scalar text(Node.Mapping document, String key) {
        Node value = document.get(key);
        if (value instanceof Node.Scalar scalar) {
            return scalar;
        }
        if (value == null) {
            findings.add(Problem.of(ProblemCode.NOT_A_MANIFEST, document, "a manifest must have the key `" + key + "`")
                    .noting("apiVersion: " + VERSIONS.get(1) + ", kind: one of "
                            + String.join(", ", ManifestKind.labels())));
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

    /** Whether documents of the kind have no meaning whatever they hold. */
    static boolean isAlwaysPassedOver(ManifestKind kind) {
        return kind == ManifestKind.SECRET;
    }

    /** The two documents that a registration leaves behind have no meaning here. */
    private static boolean isRegistration(Node.Mapping document, ManifestKind kind) {
        if (isAlwaysPassedOver(kind)) {
            return true;
        }
        return kind == ManifestKind.CONFIGURATION
                && document.get("spec") instanceof Node.Mapping spec
                && spec.pairs().size() == 1
                && spec.pair("platformConnection") != null;
    }

    /** Of a document that may lack anything. */
    private static ResourceName name(Node.Mapping document) {
        Node.Mapping empty = new Node.Mapping(document.at(), List.of());
        Node.Mapping metadata = document.get("metadata") instanceof Node.Mapping mapping ? mapping : empty;
        Node name = metadata.get("name");
        Node namespace = metadata.get("namespace");
        return new ResourceName(
                namespace instanceof Node.Scalar text ? text.text() : ResourceName.DEFAULT_NAMESPACE,
                name instanceof Node.Scalar text ? text.text() : "");
    }

    private static Node.Mapping withoutBookkeeping(Node.Mapping document) {
        if (!(document.get("metadata") instanceof Node.Mapping metadata) || !hasBookkeeping(metadata)) {
            return document;
        }
        return new Node.Mapping(
                document.at(),
                document.pairs().stream().map(ManifestReader::cleaned).toList());
    }

    private static boolean hasBookkeeping(Node.Mapping metadata) {
        for (Node.Pair pair : metadata.pairs()) {
            if (BOOKKEEPING.contains(pair.key().text())) {
                return true;
            }
        }
        return false;
    }

    private static Node.Pair cleaned(Node.Pair pair) {
        if (!pair.key().text().equals("metadata") || !(pair.value() instanceof Node.Mapping metadata)) {
            return pair;
        }
        List<Node.Pair> kept = metadata.pairs().stream()
                .filter(each -> !BOOKKEEPING.contains(each.key().text()))
                .toList();
        return new Node.Pair(pair.key(), new Node.Mapping(metadata.at(), kept));
    }
}
