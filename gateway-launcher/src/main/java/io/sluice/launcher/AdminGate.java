package io.sluice.launcher;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCEPT;
import static io.netty.handler.codec.http.HttpHeaderNames.AUTHORIZATION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.HOST;
import static io.netty.handler.codec.http.HttpHeaderNames.ORIGIN;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/** Decides from the head of a request whether the admin listener will have anything to do with it. Threading: safe from any thread. */
final class AdminGate {
    private static final String CUSTOM_FIELD = "x-gateway-csrf";
    /** What a form of a web page cannot send. */
    private static final List<String> TYPES = List.of("application/json", "application/yaml");

    private final List<AdminRoute> routes;
    private final AdminHosts hosts;
    private final AdminToken token;

    AdminGate(List<AdminRoute> routes, AdminHosts hosts, AdminToken token) {
        this.routes = List.copyOf(routes);
        this.hosts = hosts;
        this.token = token;
    }

    /** @param local the end of the connection on this side */
    AdminAdmission admit(HttpRequest head, InetSocketAddress local) {
        if (head.decoderResult().isFailure()) {
            return AdminAdmission.refuse(HttpResponseStatus.BAD_REQUEST, "the request is malformed or too large");
        }
        HttpHeaders fields = head.headers();
        if (!hosts.allowed(fields.getAll(HOST), local)) {
            return AdminAdmission.refuse(
                    HttpResponseStatus.FORBIDDEN,
                    "host must be localhost, 127.0.0.1, [::1], the address that was connected to or one of admin.allowedHosts");
        }
        if (!fields.getAll(ORIGIN).stream().allMatch(origin -> isOwn(origin, fields.get(HOST)))) {
            return AdminAdmission.refuse(
                    HttpResponseStatus.FORBIDDEN, "origin must be that of the admin listener itself");
        }
        return route(head);
    }

    private static boolean isOwn(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    private AdminAdmission route(HttpRequest head) {
        String path = path(head.uri());
        String allowed = "";
        for (AdminRoute route : routes) {
            String argument = route.match(path);
            if (argument != null && route.takes(head.method())) {
                return admit(route, argument, head);
            }
            allowed =
                    argument == null ? allowed : allowed.isEmpty() ? route.methods() : allowed + ", " + route.methods();
        }
        if (allowed.isEmpty()) {
            return AdminAdmission.refuse(
                    HttpResponseStatus.NOT_FOUND,
                    "there is no such path; the first are " + some() + "; see docs/operations.md");
        }
        AdminReply reply = AdminReply.error(
                HttpResponseStatus.METHOD_NOT_ALLOWED,
                "method must be " + allowed.replace(", ", " or ") + " but is "
                        + head.method().name());
        return new AdminAdmission.Refused(reply.with("allow", allowed), "");
    }

    private AdminAdmission admit(AdminRoute route, String argument, HttpRequest head) {
        HttpHeaders fields = head.headers();
        if (route.needsToken() && !token.matches(fields.getAll(AUTHORIZATION))) {
            AdminReply reply = AdminReply.error(
                    HttpResponseStatus.UNAUTHORIZED,
                    "authorization must be \"Bearer TOKEN\" with the token of this gateway; its start log names the file");
            return new AdminAdmission.Refused(reply.with("www-authenticate", "Bearer"), route.audited(argument));
        }
        if (route.needsToken() && !fields.contains(CUSTOM_FIELD) && !TYPES.contains(type(fields))) {
            return AdminAdmission.refuse(
                    HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
                    "content-type must be application/json or application/yaml, or there must be a field "
                            + CUSTOM_FIELD);
        }
        if (HttpUtil.getContentLength(head, 0L) > route.largestBody()) {
            return AdminAdmission.tooLarge(route);
        }
        return new AdminAdmission.Admitted(route, argument, fields.get(ACCEPT, ""));
    }

    private static String type(HttpHeaders fields) {
        String type = fields.get(CONTENT_TYPE, "");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private String some() {
        return String.join(
                ", ", routes.stream().map(AdminRoute::pattern).limit(4).toList());
    }

    private static String path(String uri) {
        int end = uri.indexOf('?');
        return end < 0 ? uri : uri.substring(0, end);
    }
}
