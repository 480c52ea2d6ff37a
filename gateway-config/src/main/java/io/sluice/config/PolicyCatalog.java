package io.sluice.config;

import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The policies of a release as people look them up. Threading: immutable. */
public final class PolicyCatalog {
    /**
     * One policy.
     *
     * @param config the record its settings are bound to, for {@link SchemaWriter}
     */
    public record Entry(
            String name, Purpose purpose, String summary, List<String> aliases, Class<? extends Record> config) {
        public Entry {
            aliases = List.copyOf(aliases);
        }

        List<String> names() {
            return Stream.concat(Stream.of(name), aliases.stream()).toList();
        }

        private static Entry of(PolicyType<?> type) {
            return new Entry(type.name(), type.purpose(), type.summary(), type.aliases(), type.config());
        }
    }

    /** What the compiler does itself. */
    private static final List<Entry> COMPILED = List.of(
            new Entry(
                    "response-timeout",
                    Purpose.TRANSPORT,
                    "Says how long the upstreams of an API may take to answer.",
                    List.of(),
                    ResponseTimeouts.Policy.class),
            new Entry(
                    "route",
                    Purpose.TRANSPORT,
                    "Leads the requests that its rules match to a Service.",
                    List.of(),
                    RoutePolicy.class),
            new Entry(
                    "route-weighted",
                    Purpose.TRANSPORT,
                    "Shares the requests that its rules match among several Services at random.",
                    List.of(),
                    RoutePolicy.Weighted.class),
            new Entry(
                    "tls",
                    Purpose.TRANSPORT,
                    "Gives a port its certificate and says which versions of TLS it speaks.",
                    List.of("tls-inbound"),
                    TlsPolicy.class));

    private final List<Entry> all;
    private final Map<String, Entry> byName = new LinkedHashMap<>();

    /** @param types to which those that the compiler itself knows are added */
    public PolicyCatalog(List<PolicyType<?>> types) {
        all = Stream.concat(types.stream().map(Entry::of), COMPILED.stream())
                .sorted(Comparator.comparing(Entry::name))
                .toList();
        for (Entry entry : all) {
            entry.names().forEach(name -> byName.put(PolicyRegistry.bare(name), entry));
        }
    }

    /** Sorted by name. */
    public List<Entry> all() {
        return all;
    }

    /** @param name any name under which files may call the policy */
    public @Nullable Entry find(String name) {
        return byName.get(PolicyRegistry.bare(name));
    }

    /** Full names that were probably meant, best first. */
    public List<String> suggestions(String name) {
        return Spelling.closest(PolicyRegistry.bare(name), byName.keySet()).stream()
                .flatMap(known -> Stream.ofNullable(byName.get(known)))
                .map(Entry::name)
                .distinct()
                .toList();
    }
}
