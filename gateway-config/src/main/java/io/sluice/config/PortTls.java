package io.sluice.config;

import io.sluice.core.runtime.TlsIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the one TLS identity of a port among the {@code tls} policies of its APIs, or takes the default of the folder. */
final class PortTls {
    private record Context(Location at, TlsIdentity identity) {}

    private final TlsCompiler compiler;
    private final DefaultIdentity standard;
    private final ExternalFiles files;
    private final Findings findings;
    private final Inventory previous;
    private final RecordBinder binder;

    PortTls(
            TlsCompiler compiler,
            DefaultIdentity standard,
            ExternalFiles files,
            Findings findings,
            Inventory previous) {
        this.compiler = compiler;
        this.standard = standard;
        this.files = files;
        this.findings = findings;
        this.previous = previous;
        this.binder = new RecordBinder(findings);
    }

    /** Null for a cleartext port, and after a problem. */
    @Nullable
    TlsIdentity identity(LinkedPort port) {
        Context first = null;
        boolean asked = false;
        for (LinkedApi api : port.apis()) {
            for (LinkedBinding binding : bindings(api, port)) {
                asked = true;
                Context context = context(binding, port);
                if (first != null && context != null) {
                    checkSame(first, context);
                }
                first = first == null ? context : first;
            }
        }
        if (first != null || asked || !port.tls()) {
            return first == null ? null : first.identity();
        }
        TlsMaterial material = standard.material(port.at());
        return material == null ? null : compiler.compile(material, TlsPolicy.defaults(), port.at(), previous);
    }

    /** A binding that selects APIs by labels means those among them that speak TLS. */
    private static List<LinkedBinding> bindings(LinkedApi api, LinkedPort port) {
        return api.bindings(PolicyKind.Compiled.TLS).stream()
                .filter(binding -> port.tls() || binding.scope() != EffectiveConfig.Scope.SELECTOR)
                .toList();
    }

    private void checkSame(Context first, Context second) {
        if (!first.identity().fingerprint().equals(second.identity().fingerprint())) {
            String message = "a port must have one TLS context but has two that differ";
            findings.add(Problem.of(ProblemCode.TLS_CLASH, second.at(), message).firstAt(first.at()));
        }
    }

    private @Nullable Context context(LinkedBinding binding, LinkedPort port) {
        Node.Scalar name = binding.policy();
        if (!port.tls()) {
            String message = "a tls policy must guard an https:// address but guards an http:// address";
            findings.add(Problem.of(ProblemCode.PROTOCOL_CLASH, name, message).firstAt(port.at()));
            return null;
        }
        TlsPolicy settings = binder.bind(TlsPolicy.class, binding.config());
        if (settings == null || !supported(settings, binding)) {
            return null;
        }
        TlsMaterial material = material(settings.certificate(), binding.config(), name);
        TlsIdentity identity = material == null ? null : compiler.compile(material, settings, name.at(), previous);
        return identity == null ? null : new Context(name.at(), identity);
    }

    private boolean supported(TlsPolicy settings, LinkedBinding binding) {
        if (!binding.rules().isEmpty()) {
            String message = "a tls policy applies to its whole port; its rules are ignored";
            findings.add(ProblemCode.IGNORED_RULES, binding.policy(), message);
        }
        if (!settings.alpn().isEmpty() && !settings.alpn().contains("http/1.1")) {
            String message = "alpn has no effect in this release; http/1.1 is offered";
            findings.add(ProblemCode.IGNORED_SETTING, Node.find(binding.config(), "alpn"), message);
        }
        if (settings.requireClientCertificate()) {
            Node written = Node.find(binding.config(), "requireClientCertificate");
            String message = "requireClientCertificate is not supported in this release and must be false but is true";
            findings.add(ProblemCode.UNSUPPORTED_SETTING, written, message);
        }
        return !settings.requireClientCertificate();
    }

    private @Nullable TlsMaterial material(TlsPolicy.Certificate certificate, Node node, Node.Scalar name) {
        if (certificate.isEmpty()) {
            return standard.material(name.at());
        }
        Problem problem;
        try {
            String chain = text(certificate.crt(), certificate.crtFile());
            return TlsMaterial.parse(chain, text(certificate.key(), certificate.keyFile()));
        } catch (IllegalArgumentException e) {
            problem = Problem.of(
                    ProblemCode.TLS_MATERIAL, Node.find(node, "certificate"), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            String message = "the file cannot be read: " + e.getMessage();
            problem = Problem.of(ProblemCode.TLS_MATERIAL, Node.find(node, "certificate"), message);
        }
        findings.add(problem.concealed());
        return null;
    }

    private String text(Optional<String> inline, Optional<String> file) throws IOException {
        return inline.isPresent() ? inline.get() : files.text(file.orElse(""));
    }
}
