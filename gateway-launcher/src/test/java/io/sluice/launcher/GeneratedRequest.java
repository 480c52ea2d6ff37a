package io.sluice.launcher;

import io.sluice.config.explain.Field;
import io.sluice.config.explain.Question;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A request made by chance, as bytes for the gateway and as a question. */
record GeneratedRequest(String method, String target, List<Field> headers, String body) {
    private static final List<String> STARTS = List.of("/a", "/shop/v1", "/ab", "/c", "", "/%61", "/shop/./v1");
    private static final List<String> ENDS = List.of(
            "",
            "/",
            "/a",
            "/b/x",
            "/a/x",
            "/a/",
            "/a/7/b/c",
            "/b/12",
            "/b/x",
            "/shop/v1/q",
            "/x.y/z",
            "/a/../b",
            "/a%2fx/b",
            "/a;p=1/b",
            "/../../a",
            "//a//b",
            "/a%20b",
            "/%7Ea",
            "/q/a/b;c=d");
    private static final List<String> ODD = List.of(
            "/a%2Fb", "/a%5Cb", "/a\\b", "/a%zz", "/a%00", "/a%1", "/a%ff", "/a/..;/b", "*", "/a?b=%2F&c", "/a?x=y?z");

    /**
     * @param basePaths where most requests begin
     * @param caller nobody else has this one
     * @param token makes a token that is accepted
     */
    static GeneratedRequest of(Random random, List<String> basePaths, String caller, Supplier<String> token) {
        List<Field> headers = new ArrayList<>();
        headers.add(
                new Field("Host", pick(random, List.of("a.test", "B.test:80", "127.0.0.1", "other", "[::1]:8081"))));
        headers.add(new Field("x-caller", caller));
        maybe(random, headers, "x-a", List.of("1", "2", "3"));
        maybe(random, headers, "X-B", List.of("", "b"));
        maybe(random, headers, "x-c", List.of("c"));
        maybe(random, headers, "x-d2", List.of("d"));
        maybe(random, headers, "User-Agent", List.of("test/1"));
        maybe(random, headers, "x-forwarded-for", List.of("10.1.2.3", "8.8.8.8, 10.1.2.3"));
        maybe(random, headers, "Origin", List.of("http://page.test", "http://evil.test"));
        maybe(random, headers, "Connection", List.of("x-c", "keep-alive, x-d2", "close", "upgrade"));
        maybe(random, headers, "Forwarded", List.of("for=1.2.3.4"));
        maybe(random, headers, "Upgrade", List.of("websocket", "h2c", "chat, websocket"));
        maybe(random, headers, "Max-Forwards", List.of("0", "3", "many"));
        maybe(random, headers, "X_Forwarded_For", List.of("6.6.6.6"));
        maybe(random, headers, "x_other", List.of("kept"));
        maybe(random, headers, "Via-", List.of("1.1 disguise"));
        maybe(random, headers, "Via", List.of("1.1 other"));
        maybe(random, headers, "TE", List.of("trailers"));
        maybe(random, headers, "Authorization", List.of(basic("wrong"), basic(GeneratedFolder.PASSWORD)));
        if (random.nextInt(4) == 0) {
            headers.removeIf(field -> field.name().equals("Authorization"));
            headers.add(new Field("Authorization", "Bearer " + token.get() + (random.nextInt(4) == 0 ? "x" : "")));
        }
        String method =
                pick(random, List.of("GET", "GET", "GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"));
        boolean hasBody = method.startsWith("P") && random.nextBoolean();
        return new GeneratedRequest(method, target(random, basePaths), headers, hasBody ? "hello body" : "");
    }

    Question question(int port) {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        String url = target.startsWith("/") ? "http://127.0.0.1:" + port + target : target;
        return new Question(method, url, headers, bytes, InetAddress.getLoopbackAddress());
    }

    String bytes() {
        StringBuilder head = new StringBuilder(method + ' ' + target + " HTTP/1.1\r\n");
        headers.forEach(field ->
                head.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        if (!body.isEmpty()) {
            head.append("content-length: ").append(body.length()).append("\r\n");
        }
        return head.append("\r\n").append(body).toString();
    }

    private static String target(Random random, List<String> basePaths) {
        if (random.nextInt(20) == 0) {
            return pick(random, ODD);
        }
        String path = pick(random, random.nextInt(4) == 0 ? STARTS : basePaths) + pick(random, ENDS);
        String query = pick(random, List.of("", "", "?q=1", "?a=b&c=%20", "?"));
        return (path.isEmpty() ? "/" : path) + query;
    }

    private static void maybe(Random random, List<Field> headers, String name, List<String> values) {
        if (random.nextInt(3) == 0) {
            headers.add(new Field(name, pick(random, values)));
        }
    }

    private static String basic(String password) {
        String pair = GeneratedFolder.USER + ':' + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
