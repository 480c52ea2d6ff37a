package io.sluice.config;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the routes of each API: those of the services in its own document, and those of its {@code route} policies. */
final class RouteLinker {
    private final Manifests manifests;
    private final Findings findings;
    private final RecordBinder binder;
    private final IdentityHashMap<Node.Scalar, Optional<Address>> addresses = new IdentityHashMap<>();

    RouteLinker(Manifests manifests, Findings findings) {
        this.manifests = manifests;
        this.findings = findings;
        this.binder = new RecordBinder(findings);
        manifests
                .all(Manifest.Service.class)
                .forEach(service -> address(service.spec().address()));
    }

    /** In the order in which they are tried; {@code bindings} are all of the API. */
    List<LinkedRoute> routes(Manifest.ApiInstance api, List<LinkedBinding> bindings) {
        List<LinkedRoute> routes = new ArrayList<>();
        api.spec().services().forEach((name, service) -> addInline(routes, api, name, service));
        for (LinkedBinding binding : bindings) {
            List<LinkedRoute.Destination> destinations = destinations(binding);
            if (!destinations.isEmpty()) {
                boolean inline = binding.scope() == EffectiveConfig.Scope.INLINE;
                routes.add(new LinkedRoute(
                        binding.name(),
                        inline ? LinkedRoute.INLINE_ORDER : binding.order(),
                        inline,
                        binding.rules(),
                        binding.policy().at(),
                        destinations));
            }
        }
        routes.sort(LinkedRoute.ORDER);
        return routes;
    }

    private void addInline(
            List<LinkedRoute> routes, Manifest.ApiInstance api, String name, ApiSpec.InlineService service) {
        Address address = address(service.address());
        if (address == null) {
            return;
        }
        String upstream = api.metadata().qualifiedName() + '-' + name;
        List<ApiSpec.InlineRoute> written = service.routes();
        if (written.isEmpty()) {
            routes.add(inline(
                    name,
                    0,
                    List.of(),
                    service.address().at(),
                    new LinkedRoute.Destination(upstream, address, service.address(), "", 1)));
        }
        for (int i = 0; i < written.size(); i++) {
            ApiSpec.InlineRoute route = written.get(i);
            String path = route.config().destinationPath();
            LinkedRoute.Destination destination =
                    new LinkedRoute.Destination(upstream, address, service.address(), path, 1);
            routes.add(inline(name, i, route.rules(), route.at(), destination));
        }
    }

    private static LinkedRoute inline(
            String service, int index, List<RuleSpec> rules, Location at, LinkedRoute.Destination destination) {
        String name = service + '[' + index + ']';
        return new LinkedRoute(name, LinkedRoute.INLINE_ORDER, true, rules, at, List.of(destination));
    }

    /** Empty for a binding that is no route, and after a problem. */
    private List<LinkedRoute.Destination> destinations(LinkedBinding binding) {
        if (binding.kind() == PolicyKind.Compiled.ROUTE) {
            RoutePolicy route = binder.bind(RoutePolicy.class, binding.config());
            return route == null
                    ? List.of()
                    : existing(
                            List.of(new RoutePolicy.Share(1, route.destinationPath(), route.destinationRef())),
                            binding);
        }
        if (binding.kind() == PolicyKind.Compiled.WEIGHTED_ROUTE) {
            RoutePolicy.Weighted route = binder.bind(RoutePolicy.Weighted.class, binding.config());
            return route == null ? List.of() : existing(route.routes(), binding);
        }
        return List.of();
    }

    private List<LinkedRoute.Destination> existing(List<RoutePolicy.Share> shares, LinkedBinding binding) {
        return shares.stream()
                .map(share -> destination(share, binding))
                .filter(Objects::nonNull)
                .toList();
    }

    private LinkedRoute.@Nullable Destination destination(RoutePolicy.Share share, LinkedBinding binding) {
        RoutePolicy.DestinationRef ref = share.destinationRef();
        String namespace = ref.namespace().filter(text -> !text.isEmpty()).orElse(binding.namespace());
        Manifest.Service service = manifests.find(
                Manifest.Service.class, new ResourceName(namespace, ref.name().text()));
        if (service == null) {
            manifests.reportDangling(Manifest.Service.class, ref.name(), namespace, findings);
            return null;
        }
        Address address = address(service.spec().address());
        return address == null
                ? null
                : new LinkedRoute.Destination(
                        service.metadata().qualifiedName(),
                        address,
                        service.spec().address(),
                        share.destinationPath(),
                        share.weight());
    }

    /** Null after a problem, which is reported once however many routes lead there. */
    private @Nullable Address address(Node.Scalar written) {
        return addresses.computeIfAbsent(written, this::parse).orElse(null);
    }

    private Optional<Address> parse(Node.Scalar written) {
        Address address = Address.parse(written, findings);
        if (address == null) {
            return Optional.empty();
        }
        if (address.port() == 0) {
            String message = "address must have a port between 1 and 65535 but has 0";
            findings.add(ProblemCode.INVALID_ADDRESS, written, message);
            return Optional.empty();
        }
        if (!address.path().isEmpty()) {
            String message = "the path `" + address.path() + "` of a service address is ignored; use destinationPath";
            findings.add(ProblemCode.IGNORED_PATH, written, message);
        }
        return Optional.of(address);
    }
}
