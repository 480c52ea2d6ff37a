package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpMethod;
import io.sluice.config.ConfigInput;
import io.sluice.config.ConfigLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.ProcessSettings;
import io.sluice.core.observe.Metrics;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainPageTest {
    @TempDir
    Path folder;

    @Test
    void explainsWhatIsServedAndNotWhatTheFilesSayNow() throws IOException {
        ExplainPage page = page(Optional.of(input("one")));
        Files.writeString(folder.resolve("api.yaml"), "half a fi");

        AdminReply reply = ask(page, "application/json", "{\"url\":\"http://localhost:8081/x\"}");

        JsonNode json = new ObjectMapper().readTree(reply.body());
        assertThat(reply.status().code()).isEqualTo(200);
        assertThat(json.at("/match/api").textValue()).isEqualTo("one");
        assertThat(json.at("/apis/0/file").textValue())
                .isEqualTo(folder.resolve("api.yaml").toString());
    }

    @Test
    void countsNothing() throws IOException {
        ExplainPage page = page(Optional.of(input("one")));
        String question = "{\"url\":\"http://localhost:8081/x\"}";

        ask(page, "text/plain", question);

        assertThat(text(ask(page, "text/plain", question))).contains("adds x-ratelimit-remaining: 0", "✓ 200");
    }

    @Test
    void saysWhatIsWrongWithAQuestion() throws IOException {
        ExplainPage page = page(Optional.of(input("one")));

        assertThat(ask(page, "", "{\"url\":\"ftp://x\"}").status().code()).isEqualTo(400);
        assertThat(text(ask(page, "", "{\"url\":\"ftp://x\"}"))).contains("the URL must begin with http://");
        assertThat(ask(page, "", "nothing").status().code()).isEqualTo(400);
    }

    @Test
    void saysThatNothingIsServed() {
        assertThat(ask(page(Optional.empty()), "", "{\"url\":\"/\"}").status().code())
                .isEqualTo(409);
    }

    @Test
    void asksForTheTokenAsEveryPostDoes() {
        AdminRoute route = page(Optional.empty()).route();

        assertThat(route.pattern()).isEqualTo("/api/v1/explain");
        assertThat(route.needsToken()).isTrue();
    }

    private ConfigInput input(String name) throws IOException {
        Files.writeString(folder.resolve("api.yaml"), """
                apiVersion: gateway.sluice.io/v1
                kind: ApiInstance
                metadata: {name: %s}
                spec:
                  address: http://127.0.0.1:8081
                  services: {s: {address: "http://up.test:9000"}}
                  policies:
                    - policyRef: {name: rate-limiting}
                      config: {rateLimits: [{maximumRequests: 1, timePeriodInMilliseconds: 99999}], exposeHeaders: true}
                """.formatted(name));
        LoadResult.Loaded loaded = (LoadResult.Loaded) loader().load(folder);
        loaded.discard();
        return loaded.input();
    }

    private static ExplainPage page(Optional<ConfigInput> served) {
        return new ExplainPage(
                () -> served,
                ExplainPageTest::loader,
                ProcessSettings.defaults().engine());
    }

    private static ConfigLoader loader() {
        return new ConfigLoader(BuiltInPolicies.all(), new Metrics(), ProcessSettings.defaults(), name -> null);
    }

    private static AdminReply ask(ExplainPage page, String accept, String body) {
        return page.route()
                .answer()
                .apply(new AdminRequest(HttpMethod.POST, "", accept, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(AdminReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
