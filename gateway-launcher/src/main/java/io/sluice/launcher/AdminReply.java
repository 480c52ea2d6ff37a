package io.sluice.launcher;

import io.netty.handler.codec.http.HttpResponseStatus;

/** What the admin listener answers. */
record AdminReply(HttpResponseStatus status, String contentType, byte[] body) {
    static final String JSON = "application/json; charset=utf-8";

    static AdminReply json(HttpResponseStatus status, JsonWriter body) {
        return new AdminReply(status, JSON, body.newLine().toByteArray());
    }

    static AdminReply error(HttpResponseStatus status, String message) {
        return json(
                status, new JsonWriter().beginObject().field("error", message).endObject());
    }
}
