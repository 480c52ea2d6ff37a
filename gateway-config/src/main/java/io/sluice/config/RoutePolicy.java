package io.sluice.config;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Matches;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Range;
import java.util.List;
import java.util.Optional;

/** Settings of the {@code route} policy, which leads requests of an API to a {@code Service}. */
record RoutePolicy(
        @Doc("Put in front of the forwarded path.") @Default("/") @Matches("[^?#\\s]*")
        String destinationPath,

        @Doc("The upstream.") DestinationRef destinationRef) {
    record DestinationRef(
            @Doc("Name of a Service.") Node.Scalar name,

            @Doc("Its namespace; that of the binding if absent.")
            Optional<String> namespace,

            @Doc("Service; nothing else can be a destination.") @Default("Service") @Matches("Service")
            String kind) {}

    /** Settings of the {@code route-weighted} policy, which shares requests among several services at random. */
    record Weighted(
            @Doc("The upstreams and their shares.") @NotEmpty
            List<Share> routes) {}

    record Share(
            @Doc("Share of the requests, relative to the sum of all weights.") @Range(min = 1, max = 100)
            int weight,

            @Doc("Put in front of the forwarded path.") @Default("/") @Matches("[^?#\\s]*")
            String destinationPath,

            @Doc("The upstream.") DestinationRef destinationRef) {}
}
