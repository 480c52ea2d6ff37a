package io.sluice.launcher;

import io.netty.handler.codec.http.HttpMethod;

/**
 * What is asked of the admin listener, once it is known to be allowed.
 *
 * @param argument what stands in the place of the braces of {@link AdminRoute#pattern}, empty if there are none
 * @param accept value of the Accept field, empty if there is none
 */
record AdminRequest(HttpMethod method, String argument, String accept, byte[] body) {
    /** Whether the answer is for people rather than for programs. */
    boolean wantsText() {
        return accept.startsWith("text/plain");
    }
}
