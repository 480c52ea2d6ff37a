package io.sluice.launcher;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.config.EffectiveConfig;
import io.sluice.config.render.EffectiveJson;
import io.sluice.config.render.EffectiveYaml;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The configuration in service as it takes effect, without secrets: JSON for programs, YAML for people. Threading: safe from any thread. */
final class ConfigPage {
    static final String PATH = "/api/v1/config";

    private final Supplier<EffectiveConfig> served;
    private final Supplier<String> hash;

    /** @param hash of the configuration in service, for the ETag field */
    ConfigPage(Supplier<EffectiveConfig> served, Supplier<String> hash) {
        this.served = served;
        this.hash = hash;
    }

    AdminRoute route() {
        return AdminRoute.get(PATH, this::answer);
    }

    private AdminReply answer(AdminRequest request) {
        EffectiveConfig config = served.get();
        AdminReply reply = request.wantsText()
                ? AdminReply.text(HttpResponseStatus.OK, EffectiveYaml.write(config))
                : json(EffectiveJson.write(config) + '\n');
        return reply.with("etag", '"' + hash.get() + '"');
    }

    private static AdminReply json(String text) {
        return new AdminReply(HttpResponseStatus.OK, AdminReply.JSON, text.getBytes(StandardCharsets.UTF_8));
    }
}
