package io.sluice.core.runtime;

import io.sluice.core.address.CidrSet;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Range;
import java.util.List;

/** Proxies in front of the gateway whose word about a client is believed. With the defaults there are none. */
public record TrustedProxies(
        @Doc("How many proxies stand in front, whatever their addresses.") @Default("0") @Range(min = 0, max = 16)
        int hops,

        @Doc("Addresses of further trusted proxies: single ones, or blocks such as 10.0.0.0/8.")
        List<String> addresses) {
    public TrustedProxies {
        addresses = List.copyOf(addresses);
        for (String each : addresses) {
            if (CidrSet.parse(each) == null) {
                throw new IllegalArgumentException(
                        "addresses must hold IP addresses and blocks such as 10.0.0.0/8 but holds " + each);
            }
        }
    }

    /** Nobody is trusted. */
    public static TrustedProxies none() {
        return new TrustedProxies(0, List.of());
    }
}
