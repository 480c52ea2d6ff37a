package io.sluice.core.proxy;

import io.sluice.core.observe.Source;
import io.sluice.core.policy.GatewayError;
import java.nio.charset.StandardCharsets;

/**
 * What the gateway says when it answers itself: problem details (RFC 9457) with a stable code, who refused, and the request's identifier; the
 * {@code error} member holds the text that Flex Gateway clients look for.
 */
final class ErrorBody {
    static final String MEDIA_TYPE = "application/problem+json";

    private ErrorBody() {}

    static byte[] render(GatewayError error, Source refusedBy, String requestId, String text) {
        String json = "{\"type\":\"about:blank\",\"title\":\"" + error.title()
                + "\",\"status\":" + error.status()
                + ",\"code\":\"" + error.code()
                + "\",\"source\":\"" + refusedBy.label()
                + "\",\"requestId\":\"" + escape(requestId)
                + "\",\"error\":\"" + escape(text) + "\"}\n";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean special = c < ' ' || c == '"' || c == '\\';
            if (special && out == null) {
                out = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (out != null) {
                out.append(c < ' ' ? " " : special ? "\\" + c : String.valueOf(c));
            }
        }
        return out == null ? text : out.toString();
    }
}
