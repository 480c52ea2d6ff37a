package io.sluice.config.diff;

import io.sluice.config.EffectiveConfig.Listener;

/**
 * What a listener is bound to.
 *
 * @param host a literal address
 */
record Binding(String host, String port) {
    static Binding of(Listener listener) {
        String address = listener.address();
        int colon = address.lastIndexOf(':');
        return new Binding(address.substring(0, Math.max(0, colon)), address.substring(colon + 1));
    }

    /** Whether only this machine can connect. */
    boolean isLoopback() {
        return host.startsWith("127.") || host.equals("[::1]") || host.equals("localhost");
    }

    /** Whether whoever could connect to {@code other} can connect here by the same address. */
    boolean answers(Binding other) {
        return port.equals(other.port) && (host.equals(other.host) || isWildcard());
    }

    private boolean isWildcard() {
        return switch (host) {
            case "0.0.0.0", "[::]", "" -> true;
            default -> false;
        };
    }
}
