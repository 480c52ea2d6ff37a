package io.sluice.launcher;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.config.ConfigInput;
import io.sluice.config.ConfigLoader;
import io.sluice.config.explain.ExplainedConfig;
import io.sluice.core.runtime.EngineSettings;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi;

/**
 * Explains a request to the configuration in service, with policies of its own: what is asked here changes nothing that is served. Threading: called on an
 * admin worker; may block it.
 */
final class ExplainPage {
    private static final int LARGEST = 2 << 20;

    private final Supplier<Optional<ConfigInput>> served;
    private final Supplier<ConfigLoader> loaders;
    private final EngineSettings settings;

    /**
     * @param served what the configuration in service was made from, empty if nothing is in service
     * @param loaders makes loaders that share nothing with what is served
     */
    ExplainPage(Supplier<Optional<ConfigInput>> served, Supplier<ConfigLoader> loaders, EngineSettings settings) {
        this.served = served;
        this.loaders = loaders;
        this.settings = settings;
    }

    AdminRoute route() {
        return AdminRoute.post("/api/v1/explain", LARGEST, this::explain);
    }

    private AdminReply explain(AdminRequest request) {
        Optional<ConfigInput> input = served.get();
        if (input.isEmpty()) {
            return AdminReply.error(HttpResponseStatus.CONFLICT, "nothing is served");
        }
        try (ExplainedConfig config = new ExplainedConfig(() -> loaders.get().load(input.get()), settings)) {
            return reply(config.explain(QuestionJson.read(request.body())), request.wantsText());
        } catch (IllegalArgumentException impossible) {
            return AdminReply.error(HttpResponseStatus.BAD_REQUEST, String.valueOf(impossible.getMessage()));
        }
    }

    private static AdminReply reply(ExplainedConfig.Outcome outcome, boolean text) {
        if (outcome instanceof ExplainedConfig.Explained explained) {
            return text
                    ? AdminReply.text(HttpResponseStatus.OK, ExplainTree.of(explained.explanation(), Ansi.OFF))
                    : AdminReply.json(HttpResponseStatus.OK, ExplainJson.of(explained.explanation()));
        }
        ExplainedConfig.Invalid invalid = (ExplainedConfig.Invalid) outcome;
        return AdminReply.error(
                HttpResponseStatus.CONFLICT,
                "the configuration in service cannot be loaded again: "
                        + invalid.problems().summary());
    }
}
