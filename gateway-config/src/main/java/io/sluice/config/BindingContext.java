package io.sluice.config;

import io.sluice.core.observe.Metrics;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.UpstreamRef;
import io.sluice.core.runtime.EndpointKey;
import io.sluice.core.runtime.Upstream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What one policy is told, and may ask, while it is being built. */
final class BindingContext implements PolicyContext {
    private final Inventory.Binding binding;
    private final Node config;
    private final Metrics metrics;
    private final Findings findings;
    private final List<Upstream> upstreams = new ArrayList<>();

    BindingContext(Inventory.Binding binding, Node config, Metrics metrics, Findings findings) {
        this.binding = binding;
        this.config = config;
        this.metrics = metrics;
        this.findings = findings;
    }

    @Override
    public String binding() {
        return binding.name();
    }

    @Override
    public String api() {
        return binding.api();
    }

    /** @throws IllegalArgumentException if {@code uri} has no host or another scheme than http and https */
    @Override
    public UpstreamRef upstream(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !(tls || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException("a URL must have the form http://host:port/path but is " + uri);
        }
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        EndpointKey endpoint = new EndpointKey(host, uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80, tls);
        Upstream upstream = Upstream.of(endpoint.target(), endpoint, metrics.upstream(endpoint.target()));
        upstreams.add(upstream);
        return upstream;
    }

    @Override
    public void problem(String path, String message) {
        findings.add(ProblemCode.POLICY_REFUSED, Node.find(config, path), message);
    }

    List<Upstream> upstreams() {
        return upstreams;
    }
}
