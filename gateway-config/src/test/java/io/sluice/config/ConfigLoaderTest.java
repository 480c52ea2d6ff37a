package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.sluice.config.testing.ConfigFolder;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable;
import io.sluice.core.runtime.Snapshot;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    @TempDir
    Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void emptyFolder() {
        folder = ConfigFolder.in(directory, TestPolicies.ALL);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,     /shop/.*,                    -,     /shop/cart/7,            /shop/cart/7",
                "-,     /shop(/.*),                  -,     /shop/cart/7,            /cart/7",
                "-,     /shop/.*,                    /v9,   /shop/cart/7,            /v9/shop/cart/7",
                "-,     /shop(/.*),                  /v9,   /shop/cart/7,            /v9/cart/7",
                "/shop, /cart/.*,                    -,     /shop/cart/7,            /cart/7",
                "/shop, /cart(/.*),                  -,     /shop/cart/7,            /7",
                "/shop, /cart/.*,                    /v9,   /shop/cart/7,            /v9/cart/7",
                "/shop, /cart(/.*),                  /v9,   /shop/cart/7,            /v9/7",
                "/shop, /shop/cart/.*,               /v9,   /shop/cart/7,            -",
                "/shop, /cart(/.*)/line(/.*),        -,     /shop/cart/7/line/2,     /7/2",
                "/shop, /cart(/.*)/line(/.*),        /v9,   /shop/cart/7/line/2,     /v9/7/2",
                "/catalog/, .*,                      -,     /catalog/get?x=1,        /get?x=1",
                "/catalog,  .*,                      /store, /catalog,               /store/",
                "-,     /a(/users/.*)|/a(/posts/.*), /v1,   /a/posts/3,              /v1/posts/3",
                "-,     /old/([^/]+)/x(/.*),         /new/, /old/42/x/y,             /new/42/y",
                "-,     /x/.*,                       /,     /x/y,                    /x/y",
                "-,     /x/.*,                       v1,    /x/y,                    /v1/x/y",
            })
    void rewritesPathsAsInTheWorkedExamples(
            @Nullable String base, String path, @Nullable String destination, String request, @Nullable String target) {
        folder.file("api.yaml", """
                apiVersion: gateway.mulesoft.com/v1alpha1
                kind: ApiInstance
                metadata: {name: shop}
                spec:
                  address: http://0.0.0.0:8081%s
                  services:
                    cart:
                      address: http://cart:9000/
                      routes:
                        - rules:
                            - path: %s
                          config: {destinationPath: %s}
                """.formatted(orEmpty(base), path, orEmpty(destination)));

        Route route = match(folder.snapshot(), "GET", request);

        if (target == null) {
            assertThat(route.upstream()).isNull();
            assertThat(route.name()).isEqualTo("_none");
        } else {
            assertThat(route.target(head("GET", request, base == null ? "" : base.replaceAll("/$", ""))))
                    .isEqualTo(target);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static Route match(Snapshot snapshot, String method, String target) {
        RouteTable routes = snapshot.listeners().get(0).routes();
        return Objects.requireNonNull(routes.match(head(method, target, "")));
    }

    private static RequestHead head(String method, String target, String base) {
        int mark = target.indexOf('?');
        RequestHead head = new RequestHead(
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                "HTTP/1.1",
                "http",
                "api.test",
                DefaultHttpHeadersFactory.headersFactory().newHeaders(),
                new InetSocketAddress(8081));
        head.basePathLength(base.length());
        return head;
    }
}
