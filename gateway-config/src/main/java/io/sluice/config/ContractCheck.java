package io.sluice.config;

/** Contracts name an API that must exist; nothing asks for them in this release. */
final class ContractCheck {
    private final Manifests manifests;
    private final Findings findings;

    ContractCheck(Manifests manifests, Findings findings) {
        this.manifests = manifests;
        this.findings = findings;
    }

    void run() {
        manifests.all(Manifest.Contract.class).forEach(this::check);
    }

    private void check(Manifest.Contract contract) {
        Node.Scalar api = contract.spec().apiId();
        String namespace = contract.metadata().namespace();
        if (manifests.find(Manifest.ApiInstance.class, new ResourceName(namespace, api.text())) == null) {
            manifests.reportDangling(Manifest.ApiInstance.class, api, namespace, findings);
            return;
        }
        String message = "the Contract is accepted for compatibility and has no effect in this release";
        findings.add(ProblemCode.IGNORED_CONTRACT, contract.metadata().name(), message);
    }
}
