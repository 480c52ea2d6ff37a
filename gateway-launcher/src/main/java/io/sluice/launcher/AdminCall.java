package io.sluice.launcher;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request to the admin listener while its body arrives, and how it is answered. */
final class AdminCall {
    /** As much of a body that nobody wants is read, so that the answer arrives. */
    private static final int MOST_IGNORED = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(AdminCall.class);

    private final HttpMethod method;
    private final boolean keepAlive;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private AdminAdmission admission;
    private boolean complete;

    AdminCall(HttpMethod method, boolean keepAlive, AdminAdmission admission) {
        this.method = method;
        this.keepAlive = keepAlive;
        this.admission = admission;
    }

    /** @return whether the call has all it needs to be answered */
    boolean take(ByteBuf content, boolean last) {
        int size = body.size() + content.readableBytes();
        if (admission instanceof AdminAdmission.Admitted admitted
                && size > admitted.route().largestBody()) {
            admission = AdminAdmission.tooLarge(admitted.route());
            return true;
        }
        if (admission instanceof AdminAdmission.Refused && size > MOST_IGNORED) {
            return true;
        }
        byte[] bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        body.write(bytes, 0, bytes.length);
        complete = last;
        return last;
    }

    /** The body cannot be read to its end. */
    void spoil() {
        admission = AdminAdmission.refuse(HttpResponseStatus.BAD_REQUEST, "the request is malformed or too large");
    }

    /** What the audit log says about the request, empty for nothing. */
    String audited() {
        return admission.audited();
    }

    boolean admitted() {
        return admission instanceof AdminAdmission.Admitted;
    }

    /** Whether the answer may take long and change something. */
    boolean changes() {
        return admission instanceof AdminAdmission.Admitted admitted
                && admitted.route().needsToken();
    }

    /** Whether the whole request has been read. */
    boolean complete() {
        return complete;
    }

    /** Whether another request can follow on the connection. */
    boolean keepAlive() {
        return keepAlive && complete;
    }

    AdminReply answer() {
        if (admission instanceof AdminAdmission.Refused refused) {
            return refused.reply();
        }
        AdminAdmission.Admitted admitted = (AdminAdmission.Admitted) admission;
        AdminRoute route = admitted.route();
        try {
            return route.answer()
                    .apply(new AdminRequest(method, admitted.argument(), admitted.accept(), body.toByteArray()));
        } catch (RuntimeException e) {
            LOG.error("admin request {} {} failed", method, route.pattern(), e);
            return AdminReply.error(HttpResponseStatus.INTERNAL_SERVER_ERROR, "internal error, see the log");
        }
    }
}
