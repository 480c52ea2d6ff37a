package io.sluice.config.explain;

import io.netty.util.NetUtil;
import io.sluice.core.runtime.Listener;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the listener that a URL leads to: by scheme and port, and by address where the URL has one. The Host field has no say in it. */
final class ListenerSearch {
    /** @param chosen null if the request would reach nobody */
    record Found(@Nullable Listener chosen, List<Explanation.ListenerTrial> trials, List<String> notes) {}

    private final List<Listener> listeners;
    private final Target target;
    private final List<String> notes = new ArrayList<>();

    ListenerSearch(List<Listener> listeners, Target target) {
        this.listeners = listeners;
        this.target = target;
    }

    Found find() {
        List<Listener> meant = meant();
        Listener chosen = meant.isEmpty() ? null : meant.get(0);
        if (meant.size() > 1) {
            String names =
                    String.join(", ", meant.stream().map(ListenerSearch::shown).toList());
            notes.add("several listeners could be meant: " + names + "; this is about the first, a URL with address"
                    + " and port says which");
        }
        List<Explanation.ListenerTrial> trials = new ArrayList<>();
        for (Listener listener : listeners) {
            boolean taken = listener == chosen;
            String reason =
                    taken ? "takes the request" : meant.contains(listener) ? "could be meant too" : why(listener);
            trials.add(new Explanation.ListenerTrial(listener.meters().name(), address(listener), taken, reason));
        }
        return new Found(chosen, trials, notes);
    }

    private List<Listener> meant() {
        List<Listener> exact = listeners.stream().filter(this::matches).toList();
        if (!exact.isEmpty() || target.port() >= 0) {
            return exact;
        }
        List<Listener> behind = listeners.stream().filter(this::speaksScheme).toList();
        if (!behind.isEmpty()) {
            notes.add("nothing listens on port " + target.effectivePort()
                    + "; it is taken that something in front of the gateway maps it");
        }
        return behind;
    }

    private boolean matches(Listener listener) {
        return target.authority().isEmpty()
                || speaksScheme(listener)
                        && hasPort(listener)
                        && hasAddress(listener.address().getAddress());
    }

    private boolean speaksScheme(Listener listener) {
        return target.scheme().equals(scheme(listener));
    }

    /** Port 0 stands for a port that the system chooses, unless a listener names the very port. */
    private boolean hasPort(Listener listener) {
        int port = target.effectivePort();
        return listener.address().getPort() == port
                || listener.address().getPort() == 0
                        && listeners.stream().noneMatch(other -> other.address().getPort() == port);
    }

    private boolean hasAddress(InetAddress bound) {
        if (bound.isAnyLocalAddress()) {
            return true;
        }
        if (target.host().equals("localhost")) {
            return bound.isLoopbackAddress();
        }
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(target.host());
        return literal == null || Arrays.equals(literal, bound.getAddress());
    }

    private String why(Listener listener) {
        if (!speaksScheme(listener)) {
            return "speaks " + scheme(listener) + " and the URL says " + target.scheme();
        }
        if (!hasPort(listener)) {
            return "has the port " + listener.address().getPort() + " and the URL leads to " + target.effectivePort();
        }
        return "is bound to " + listener.address().getAddress().getHostAddress() + " and the URL leads to "
                + target.host();
    }

    static String scheme(Listener listener) {
        return listener.tls() == null ? "http" : "https";
    }

    private static String shown(Listener listener) {
        return listener.meters().name() + " at " + address(listener);
    }

    private static String address(Listener listener) {
        return NetUtil.toSocketAddressString(listener.address());
    }
}
