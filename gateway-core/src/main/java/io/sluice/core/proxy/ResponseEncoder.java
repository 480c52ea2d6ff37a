package io.sluice.core.proxy;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Writes responses; knows when the one being written answers a HEAD and has no body whatever its fields say. */
final class ResponseEncoder extends HttpResponseEncoder {
    private boolean answersHead;

    void answersHead(boolean head) {
        answersHead = head;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return answersHead && response.status().code() >= 200 || super.isContentAlwaysEmpty(response);
    }
}
