package io.sluice.config;

import io.sluice.core.policy.PolicyType;
import io.sluice.core.runtime.EncodedSlashes;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as it takes effect: defaults filled in, references resolved, bindings attached to the APIs they guard and in the order in which they
 * run, routes in the order in which they are tried. It says the same as the {@link io.sluice.core.runtime.Snapshot} that was compiled with it, in words
 * that people can read and compare. Secrets, and values that came from the environment or from files, read {@link #MASKED};
 * among the settings of a policy they are {@link Masked}, so that a changed secret is seen without being shown.
 *
 * <p>Threading: immutable.
 *
 * @param listeners by port, then by address
 * @param settings what {@code Configuration} documents say, by the key under {@code spec}, such as {@code timeouts}
 */
public record EffectiveConfig(List<Listener> listeners, List<Setting> settings) {
    /** Stands for a value that must not be shown. */
    public static final String MASKED = "***";

    public EffectiveConfig {
        listeners = List.copyOf(listeners);
        settings = List.copyOf(settings);
    }

    /** What runs before the first configuration. */
    public static EffectiveConfig empty() {
        return new EffectiveConfig(List.of(), List.of());
    }

    /** The least important runtime log lines to write, such as {@code debug}; empty unless a {@code Configuration} says so. */
    public Optional<String> logLevel() {
        return settings.stream()
                .filter(setting -> setting.key().equals("logging"))
                .flatMap(setting -> setting.values().get("runtimeLogs") instanceof Map<?, ?> logs
                        ? Stream.ofNullable(logs.get("logLevel"))
                        : Stream.empty())
                .map(Object::toString)
                .findFirst();
    }

    /** The APIs of all listeners. */
    public List<Api> apis() {
        return listeners.stream().flatMap(listener -> listener.apis().stream()).toList();
    }

    /** One API and its listener, without settings; empty if there is no such API. */
    public EffectiveConfig only(String api) {
        List<Listener> left = listeners.stream()
                .map(listener -> listener.only(api))
                .filter(listener -> !listener.apis().isEmpty())
                .toList();
        return new EffectiveConfig(left, List.of());
    }

    /**
     * One port.
     *
     * @param name such as {@code http:8081}, as in metrics
     * @param address host and port that are bound, such as {@code 0.0.0.0:8081}
     * @param tls fingerprint of certificate and settings, null for cleartext
     */
    public record Listener(
            String name, String address, @Nullable String tls, List<Api> apis) {
        public Listener {
            apis = List.copyOf(apis);
        }

        private Listener only(String api) {
            return new Listener(
                    name,
                    address,
                    tls,
                    apis.stream().filter(each -> each.name().equals(api)).toList());
        }
    }

    /**
     * One {@code ApiInstance}.
     *
     * @param name {@code namespace/name}, without the namespace if it is {@code default}
     * @param address as in its document
     * @param basePath without trailing slash; empty for the root
     * @param policies the chain in request order
     * @param routes in the order in which they are tried
     */
    public record Api(
            String name,
            Place place,
            String address,
            String basePath,
            EncodedSlashes encodedSlashes,
            Map<String, String> labels,
            List<Policy> policies,
            List<Route> routes) {
        public Api {
            labels = Map.copyOf(labels);
            policies = List.copyOf(policies);
            routes = List.copyOf(routes);
        }
    }

    /** How a policy came to an API. */
    public enum Scope {
        /** It stands in the API's own document. */
        INLINE,
        /** A {@code PolicyBinding} names the API. */
        BINDING,
        /** A {@code PolicyBinding} selects the API by its labels. */
        SELECTOR
    }

    /**
     * A policy in its place in the chain of an API.
     *
     * @param binding its name in logs and metrics
     * @param place where the binding is written
     * @param order 0 for one that stands in the API's own document
     * @param rules the requests it applies to; empty for all
     * @param config every setting, with lists and maps inside; {@link Masked} where a value must not be shown; nobody may change it
     */
    public record Policy(
            String binding,
            PolicyType<?> type,
            Place place,
            Scope scope,
            int order,
            List<Rule> rules,
            Map<String, Object> config) {
        public Policy {
            rules = List.copyOf(rules);
            config = Collections.unmodifiableMap(config);
        }
    }

    /**
     * One way from an API to its upstreams.
     *
     * @param name as in logs and metrics
     * @param place where the route is written
     * @param rules the requests it takes; empty for all
     * @param destinations at least one; requests are shared among them by weight
     */
    public record Route(
            String name,
            Place place,
            int order,
            List<Rule> rules,
            List<Destination> destinations,
            Duration responseTimeout) {
        public Route {
            rules = List.copyOf(rules);
            destinations = List.copyOf(destinations);
        }
    }

    /**
     * Where a route leads.
     *
     * @param upstream its name in logs and metrics
     * @param url scheme, host and port
     * @param place where the address of the upstream is written
     * @param path put in front of the forwarded path, without trailing slash; empty for nothing
     * @param weight share of the requests, relative to the sum of the weights of the route
     */
    public record Destination(String upstream, String url, Place place, String path, int weight) {}

    /** Predicates that must all hold; {@code .*} where nothing is asked. */
    public record Rule(String path, String methods, String host, Map<String, String> headers, Place place) {
        public Rule {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }

    /**
     * A {@code Configuration} document.
     *
     * @param key what it is about, such as {@code logging}
     * @param name {@code namespace/name} of the document
     */
    public record Setting(String key, String name, Place place, Map<String, Object> values) {
        public Setting {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}
