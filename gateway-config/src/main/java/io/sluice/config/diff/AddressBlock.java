package io.sluice.config.diff;

import io.sluice.core.address.CidrSet;
import java.util.List;

/** Entries of address lists, compared as the addresses that they stand for. */
final class AddressBlock {
    private AddressBlock() {}

    /** Whether every address of {@code inner} is one of {@code outer}; of what is no address, whether both are the same. */
    static boolean contains(String outer, String inner) {
        if (outer.equals(inner)) {
            return true;
        }
        CidrSet.Range large = CidrSet.parse(outer);
        CidrSet.Range small = CidrSet.parse(inner);
        if (large == null || small == null) {
            return false;
        }
        CidrSet addresses = new CidrSet(List.of(large));
        return addresses.contains(small.first()) && addresses.contains(small.last());
    }
}
