package io.sluice.launcher;

import io.netty.handler.codec.http.HttpResponseStatus;

/** What {@link AdminGate} decides. */
sealed interface AdminAdmission {
    record Admitted(AdminRoute route, String argument, String accept) implements AdminAdmission {
        @Override
        public String audited() {
            return route.audited(argument);
        }
    }

    /** @param audited empty if the request did not even name a route */
    record Refused(AdminReply reply, String audited) implements AdminAdmission {}

    /** What the audit log says about the request, empty for nothing. */
    String audited();

    static AdminAdmission refuse(HttpResponseStatus status, String message) {
        return new Refused(AdminReply.error(status, message), "");
    }

    static AdminAdmission tooLarge(AdminRoute route) {
        AdminReply reply = AdminReply.error(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                "the body must have at most " + route.largestBody() + " bytes");
        return new Refused(reply, route.audited(""));
    }
}
