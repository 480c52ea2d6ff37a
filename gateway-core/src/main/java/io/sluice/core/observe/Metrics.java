package io.sluice.core.observe;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Every counter of the data plane, by name. Meters are looked up when a configuration is compiled and kept in its objects; a meter of the same name
 * goes on counting over reloads.
 *
 * <p>Threading: safe from any thread.
 */
public final class Metrics {
    private final ConcurrentHashMap<String, ApiMeters> apis = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, UpstreamMeters> upstreams = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, ListenerMeters> listeners = new ConcurrentHashMap<>();
    private final Ledger ledger = new Ledger();
    private final ExchangeMeters exchanges = new ExchangeMeters(ledger);
    private final int loopLag = ledger.open(this, Buckets.OVERHEAD.cells());

    /** Counts requests that matched no API, under this name. */
    public static final String UNMATCHED = "_unmatched";

    public ApiMeters api(String name) {
        return get(apis, name, key -> new ApiMeters(key, ledger));
    }

    public UpstreamMeters upstream(String name) {
        return get(upstreams, name, key -> new UpstreamMeters(key, ledger));
    }

    /** @param name such as {@code http:8081} */
    public ListenerMeters listener(String name) {
        return get(listeners, name, ListenerMeters::new);
    }

    /** Counts with routes whose meters are of these metrics. */
    public ExchangeMeters exchanges() {
        return exchanges;
    }

    /** An event loop ran a timer late by so much. */
    public void loopLagged(long nanos) {
        Buckets.OVERHEAD.record(ledger, this, loopLag, nanos);
    }

    /** How late the event loops run their timers. */
    public Histogram loopLag() {
        return Buckets.OVERHEAD.read(ledger::sum, loopLag);
    }

    public Collection<ApiMeters> apis() {
        return List.copyOf(apis.values());
    }

    public Collection<UpstreamMeters> upstreams() {
        return List.copyOf(upstreams.values());
    }

    public Collection<ListenerMeters> listeners() {
        return List.copyOf(listeners.values());
    }

    /** Forgets the meters of everything that the running configuration no longer names, so that reloads leave no series behind. */
    public void retain(Set<String> apiNames, Set<String> upstreamNames, Set<String> listenerNames) {
        apis.keySet().removeIf(name -> !name.equals(UNMATCHED) && !apiNames.contains(name));
        upstreams.keySet().retainAll(upstreamNames);
        listeners.keySet().retainAll(listenerNames);
    }

    private static <M> M get(ConcurrentHashMap<String, M> map, String name, Function<String, M> make) {
        return map.computeIfAbsent(name, make);
    }
}
