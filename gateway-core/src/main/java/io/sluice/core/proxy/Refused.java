package io.sluice.core.proxy;

import io.sluice.core.policy.GatewayError;

/** A message that is not accepted. Without a stack, so that a flood of bad requests costs no more than a flood of good ones. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final GatewayError error;

    Refused(GatewayError error) {
        super(error.title(), null, false, false);
        this.error = error;
    }

    /** @throws Refused as malformed, unless {@code sound} */
    static void unless(boolean sound) throws Refused {
        if (!sound) {
            throw new Refused(GatewayError.BAD_REQUEST);
        }
    }

    GatewayError error() {
        return error;
    }
}
