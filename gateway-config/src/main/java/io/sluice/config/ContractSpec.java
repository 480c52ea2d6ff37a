package io.sluice.config;

import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Secret;
import java.util.Optional;

/** The {@code spec} of a {@code Contract}. */
record ContractSpec(
        @Doc("Name of the ApiInstance.") Node.Scalar apiId,
        @Doc("The client application.") Client client,
        @Doc("Its tier.") Optional<Node> sla) {
    record Client(
            @Doc("Its identifier.") String id,

            @Doc("What it proves itself with.") @Secret Optional<String> secret,
            @Doc("Its name for people.") Optional<String> name) {}
}
