package io.sluice.config;

import io.sluice.core.runtime.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a {@code Configuration} asks for and does not get in this release, each in a sentence. What changes nothing anyway is not mentioned. */
final class IgnoredConfiguration {
    private final List<String> ignored = new ArrayList<>();

    private IgnoredConfiguration() {}

    static List<String> of(ConfigurationSpec spec, Timeouts process) {
        IgnoredConfiguration report = new IgnoredConfiguration();
        spec.logging().ifPresent(report::logging);
        spec.timeouts().ifPresent(timeouts -> report.timeouts(timeouts, process));
        spec.sharedStorage().ifPresent(report::sharedStorage);
        report.add(spec.forwardProxy(), "forwardProxy has no effect: calls go out directly");
        report.add(
                spec.proxyProtocol().filter(ConfigurationSpec.Switch::enabled),
                "proxyProtocol has no effect: connections that begin with a PROXY header are refused");
        report.add(
                spec.probe().filter(ConfigurationSpec.Probe::enabled),
                "probe has no effect: ask /readyz and /healthz of the admin listener");
        report.add(spec.circuitBreaker(), "circuitBreaker has no effect: see limits in gateway.conf");
        report.add(spec.tracing(), "tracing has no effect: no spans are sent");
        report.add(spec.defaultTLS(), "defaultTLS has no effect: see upstreamTls in gateway.conf");
        report.add(spec.tls(), "tls has no effect");
        return report.ignored;
    }

    private void add(Optional<?> asked, String sentence) {
        if (asked.isPresent()) {
            ignored.add(sentence);
        }
    }

    private void logging(LoggingSpec logging) {
        boolean elsewhere =
                logging.outputs().filter(IgnoredConfiguration::leadsElsewhere).isPresent();
        if (elsewhere) {
            ignored.add("logging.outputs has no effect: logs go to standard output and standard error");
        }
    }

    /** Standard output gets everything, whatever the outputs are. */
    private static boolean leadsElsewhere(Node outputs) {
        return outputs instanceof Node.Sequence list
                && list.items().stream()
                        .anyMatch(output -> !(output instanceof Node.Mapping mapping
                                && mapping.get("type") instanceof Node.Scalar type
                                && type.text().equalsIgnoreCase("stdout")));
    }

    private void timeouts(ConfigurationSpec.TimeoutSpec timeouts, Timeouts process) {
        different(
                "upstreamConnectionIdleSeconds",
                timeouts.upstreamConnectionIdleSeconds(),
                "timeouts.upstreamIdle",
                process.upstreamIdle());
        different("streamIdleSeconds", timeouts.streamIdleSeconds(), "timeouts.streamIdle", process.streamIdle());
    }

    private void different(String key, int seconds, String setting, Duration process) {
        if (process.toSeconds() != seconds) {
            ignored.add(key + " has no effect: " + setting + " in gateway.conf is " + ScalarReader.shown(process));
        }
    }

    private void sharedStorage(SharedStorageSpec storage) {
        if (storage.redis().isPresent() || storage.objectStore().isPresent()) {
            ignored.add("sharedStorage has no effect: each gateway counts for itself");
        }
    }
}
