package io.sluice.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Manifests → ports: finds what does not go together between manifests, always naming both places. */
final class Linker {
    private static final Set<Integer> RESERVED = Set.of(9998, 9999);

    private final BindingLinker bindings;
    private final RouteLinker routes;
    private final Findings findings;
    private final Map<String, InetAddress> resolved = new HashMap<>();

    Linker(BindingLinker bindings, RouteLinker routes, Findings findings) {
        this.bindings = bindings;
        this.routes = routes;
        this.findings = findings;
    }

    List<LinkedPort> link(List<Manifest.ApiInstance> manifests) {
        Map<InetSocketAddress, List<LinkedApi>> bySocket = new LinkedHashMap<>();
        for (Manifest.ApiInstance manifest : manifests) {
            List<LinkedBinding> bound = bindings.bindings(manifest);
            List<LinkedRoute> routed = routes.routes(manifest, bound);
            Address address = Address.parse(manifest.spec().address(), findings);
            InetSocketAddress socket = address == null ? null : socket(address, manifest);
            if (address != null && socket != null) {
                bySocket.computeIfAbsent(socket, key -> new ArrayList<>())
                        .add(new LinkedApi(manifest, address, bound, routed));
            }
        }
        List<LinkedPort> ports = new ArrayList<>();
        bySocket.forEach((socket, apis) -> ports.add(new LinkedPort(socket, compatible(apis))));
        checkAddresses(ports);
        return ports;
    }

    private @Nullable InetSocketAddress socket(Address address, Manifest.ApiInstance manifest) {
        if (RESERVED.contains(address.port())) {
            String message = "the port " + address.port() + " is reserved in Flex Gateway";
            findings.add(ProblemCode.RESERVED_PORT, manifest.spec().address(), message);
        }
        try {
            InetAddress known = resolved.get(address.host());
            InetAddress host = known == null ? InetAddress.getByName(address.host()) : known;
            resolved.put(address.host(), host);
            return new InetSocketAddress(host, address.port());
        } catch (UnknownHostException e) {
            String message = "address must have a host of this machine but " + address.host() + " is unknown";
            findings.add(ProblemCode.INVALID_ADDRESS, manifest.spec().address(), message);
            return null;
        }
    }

    /** The APIs that can share a socket with the first one. */
    private List<LinkedApi> compatible(List<LinkedApi> apis) {
        LinkedApi first = apis.get(0);
        Map<String, LinkedApi> byPath = new LinkedHashMap<>();
        for (LinkedApi api : apis) {
            if (api.address().tls() != first.address().tls()) {
                findings.add(Problem.of(ProblemCode.PROTOCOL_CLASH, api.at(), protocolClash(api, first))
                        .firstAt(first.at()));
            } else {
                byPath.merge(api.address().path(), api, this::reportClash);
            }
        }
        byPath.values().forEach(api -> checkParents(api, byPath));
        return List.copyOf(byPath.values());
    }

    private static String protocolClash(LinkedApi api, LinkedApi first) {
        return "port " + api.address().port() + " must speak one protocol but API `" + api.name() + "` wants "
                + (api.address().tls() ? "https" : "http") + " and API `" + first.name() + "` the other";
    }

    private void checkParents(LinkedApi api, Map<String, LinkedApi> byPath) {
        String path = api.address().path();
        while (!path.isEmpty()) {
            path = path.substring(0, path.lastIndexOf('/'));
            LinkedApi parent = byPath.get(path);
            if (parent != null) {
                reportClash(parent, api);
                return;
            }
        }
    }

    /** @return the first, which stays */
    private LinkedApi reportClash(LinkedApi first, LinkedApi second) {
        String message = "the base path `" + shown(second) + "` of API `" + second.name() + "` clashes with `"
                + shown(first) + "` of API `" + first.name() + "` on port "
                + second.address().port();
        findings.add(
                Problem.of(ProblemCode.BASE_PATH_CLASH, second.at(), message).firstAt(first.at()));
        return first;
    }

    private static String shown(LinkedApi api) {
        return api.address().path().isEmpty() ? "/" : api.address().path();
    }

    /** A socket for all addresses of the machine and one for a single address cannot both be bound. */
    private void checkAddresses(List<LinkedPort> ports) {
        Map<Integer, List<LinkedPort>> byNumber = new HashMap<>();
        for (LinkedPort port : ports) {
            List<LinkedPort> others = byNumber.computeIfAbsent(port.socket().getPort(), key -> new ArrayList<>());
            others.stream()
                    .filter(other -> port.socket().getPort() != 0 && (isWildcard(port) || isWildcard(other)))
                    .findFirst()
                    .ifPresent(other -> reportAddresses(port, other));
            others.add(port);
        }
    }

    private void reportAddresses(LinkedPort port, LinkedPort first) {
        String message = "port " + port.socket().getPort() + " cannot be bound at "
                + port.apis().get(0).address().host() + " and at "
                + first.apis().get(0).address().host();
        findings.add(Problem.of(ProblemCode.ADDRESS_CLASH, port.at(), message).firstAt(first.at()));
    }

    private static boolean isWildcard(LinkedPort port) {
        return port.socket().getAddress().isAnyLocalAddress();
    }
}
