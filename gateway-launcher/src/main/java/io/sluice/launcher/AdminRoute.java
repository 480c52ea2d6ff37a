package io.sluice.launcher;

import io.netty.handler.codec.http.HttpMethod;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table of what the admin listener can do.
 *
 * @param method GET, which HEAD may stand for and which changes nothing; or POST, which needs the token
 * @param pattern a path; its last segment may be a name in braces, which stands for one segment of letters, digits, dots, dashes and underscores
 * @param largestBody in bytes
 * @param answer called on a worker; may block it
 */
record AdminRoute(HttpMethod method, String pattern, int largestBody, Function<AdminRequest, AdminReply> answer) {
    private static final int SMALL = 1024;
    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    static AdminRoute get(String pattern, Function<AdminRequest, AdminReply> answer) {
        return new AdminRoute(HttpMethod.GET, pattern, SMALL, answer);
    }

    static AdminRoute post(String pattern, Function<AdminRequest, AdminReply> answer) {
        return post(pattern, SMALL, answer);
    }

    static AdminRoute post(String pattern, int largestBody, Function<AdminRequest, AdminReply> answer) {
        return new AdminRoute(HttpMethod.POST, pattern, largestBody, answer);
    }

    /** The argument of {@code path}, empty if it has none, null if this route is not meant. */
    @Nullable
    String match(String path) {
        int brace = pattern.indexOf('{');
        if (brace < 0) {
            return path.equals(pattern) ? "" : null;
        }
        if (!path.startsWith(pattern.substring(0, brace))) {
            return null;
        }
        String argument = path.substring(brace);
        return ARGUMENT.matcher(argument).matches() ? argument : null;
    }

    boolean takes(HttpMethod asked) {
        return method.equals(asked) || (method.equals(HttpMethod.GET) && asked.equals(HttpMethod.HEAD));
    }

    boolean needsToken() {
        return method.equals(HttpMethod.POST);
    }

    /** What the audit log says about a request, empty for nothing. */
    String audited(String argument) {
        int brace = pattern.indexOf('{');
        return needsToken() ? "POST " + (brace < 0 ? pattern : pattern.substring(0, brace) + argument) : "";
    }

    /** For the Allow field. */
    String methods() {
        return method.equals(HttpMethod.GET) ? "GET, HEAD" : method.name();
    }
}
