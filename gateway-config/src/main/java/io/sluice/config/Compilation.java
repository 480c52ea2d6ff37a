package io.sluice.config;

import io.sluice.core.observe.Metrics;
import io.sluice.core.runtime.Listener;
import java.time.Instant;
import java.util.List;

/** The way from files to listeners, step by step: documents, manifests, links, plan. Meant to be used once. */
final class Compilation {
    private final PolicyRegistry registry;
    private final Metrics metrics;
    private final ProcessSettings settings;
    private final Inventory previous;
    private final Inventory built;
    private final Findings findings;
    private List<Listener> listeners = List.of();
    private EffectiveConfig effective = EffectiveConfig.empty();

    /**
     * @param previous what runs, to take over what has not changed
     * @param built is told what the new generation consists of
     */
    Compilation(
            PolicyRegistry registry,
            Metrics metrics,
            ProcessSettings settings,
            Inventory previous,
            Inventory built,
            Findings findings) {
        this.registry = registry;
        this.metrics = metrics;
        this.settings = settings;
        this.previous = previous;
        this.built = built;
        this.findings = findings;
    }

    /** Finds as many problems as there are; after one, what comes of it must not be used. */
    void compile(ConfigDocuments documents, ExternalFiles referenced, SecretResolver references) {
        ManifestReader reader = new ManifestReader(references, findings);
        documents.read(reader::read);
        Manifests manifests = reader.manifests();
        ConfigurationLinker configurations =
                new ConfigurationLinker(manifests.all(Manifest.Configuration.class), settings.timeouts(), findings);
        new ContractCheck(manifests, findings).run();
        SnapshotCompiler compiler = new SnapshotCompiler(
                metrics,
                new PolicyCompiler(metrics, findings, previous, built),
                routes(configurations),
                tls(documents.files(), referenced),
                built);
        List<LinkedPort> ports = linker(manifests).link(manifests.all(Manifest.ApiInstance.class));
        check(ports);
        compiler.compile(ports);
        listeners = compiler.listeners();
        effective = new EffectiveConfig(compiler.effective(), configurations.settings());
    }

    List<Listener> listeners() {
        return listeners;
    }

    EffectiveConfig effective() {
        return effective;
    }

    private void check(List<LinkedPort> ports) {
        RouteCheck routes = new RouteCheck(findings);
        ChainCheck chains = new ChainCheck(findings);
        for (LinkedPort port : ports) {
            port.apis().forEach(routes::check);
            port.apis().forEach(chains::check);
        }
    }

    private Linker linker(Manifests manifests) {
        PolicyReferences references = new PolicyReferences(registry, manifests, findings);
        return new Linker(
                new BindingLinker(manifests, references, findings), new RouteLinker(manifests, findings), findings);
    }

    private RouteCompiler routes(ConfigurationLinker configurations) {
        ResponseTimeouts timeouts = new ResponseTimeouts(configurations.responseTimeout(), findings);
        return new RouteCompiler(metrics, timeouts, findings);
    }

    private PortTls tls(ConfigFiles files, ExternalFiles referenced) {
        return new PortTls(
                new TlsCompiler(findings, Instant.now()),
                new DefaultIdentity(files, findings),
                referenced,
                findings,
                previous);
    }
}
