package io.sluice.config;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Matches;
import java.util.Map;
import java.util.Optional;

/** A document of a known kind, bound but not yet checked against others. {@link ManifestKind} lists the kinds. */
sealed interface Manifest {
    Metadata metadata();

    /** An API: where it listens, where it sends requests, what guards it. */
    record ApiInstance(String apiVersion, String kind, Metadata metadata, ApiSpec spec, Optional<Node> status)
            implements Manifest {}

    /** An upstream that routes of several APIs may lead to. */
    record Service(String apiVersion, String kind, Metadata metadata, ServiceSpec spec, Optional<Node> status)
            implements Manifest {}

    /** A policy, and what it guards. */
    record PolicyBinding(String apiVersion, String kind, Metadata metadata, BindingSpec spec, Optional<Node> status)
            implements Manifest {}

    /** Something about the gateway as a whole. */
    record Configuration(
            String apiVersion, String kind, Metadata metadata, ConfigurationSpec spec, Optional<Node> status)
            implements Manifest {}

    /** A policy made of another one, or one that brings its own code. */
    record Extension(String apiVersion, String kind, Metadata metadata, ExtensionSpec spec, Optional<Node> status)
            implements Manifest {}

    /** Key material, as a registration leaves it behind. */
    record Secret(
            String apiVersion,
            String kind,
            Metadata metadata,
            Optional<Node> type,
            Optional<Node> spec,
            Optional<Node> data,
            Optional<Node> stringData,
            Optional<Node> status)
            implements Manifest {}

    /** A client application that may use an API. */
    record Contract(String apiVersion, String kind, Metadata metadata, ContractSpec spec, Optional<Node> status)
            implements Manifest {}

    record Metadata(
            @Doc("Unique among the documents of its kind and namespace.") @Matches("[A-Za-z0-9][A-Za-z0-9._-]*")
            Node.Scalar name,

            @Default("default") @Matches("[A-Za-z0-9][A-Za-z0-9._-]*")
            String namespace,

            @Doc("What selectors of policy bindings look at.")
            Map<String, String> labels,

            @Doc("Without meaning to the gateway.") Map<String, String> annotations) {
        ResourceName resource() {
            return new ResourceName(namespace, name.text());
        }

        /** {@code namespace/name}, without the namespace if it is {@code default}. */
        String qualifiedName() {
            return resource().toString();
        }
    }
}
