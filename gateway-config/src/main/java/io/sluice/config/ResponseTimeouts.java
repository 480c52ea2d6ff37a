package io.sluice.config;

import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Range;
import java.time.Duration;
import java.util.List;

/** How long upstreams may take to answer: a {@code response-timeout} policy of the API, else a {@code Configuration}, else the process setting. */
final class ResponseTimeouts {
    /** Settings of the {@code response-timeout} policy. */
    record Policy(
            @Doc("Seconds from the end of the request to the end of the response head.")
            @Default("15")
            @Range(min = 1, max = 86400)
            int timeout) {}

    private final Duration standard;
    private final Findings findings;
    private final RecordBinder binder;

    ResponseTimeouts(Duration standard, Findings findings) {
        this.standard = standard;
        this.findings = findings;
        this.binder = new RecordBinder(findings);
    }

    Duration of(LinkedApi api) {
        List<LinkedBinding> bindings = api.bindings(PolicyKind.Compiled.RESPONSE_TIMEOUT);
        if (bindings.isEmpty()) {
            return standard;
        }
        LinkedBinding binding = bindings.get(0);
        if (!binding.rules().isEmpty()) {
            String message = "the response timeout applies to every request of the API; its rules are ignored";
            findings.add(ProblemCode.IGNORED_RULES, binding.policy(), message);
        }
        Policy policy = binder.bind(Policy.class, binding.config());
        return policy == null ? standard : Duration.ofSeconds(policy.timeout());
    }
}
