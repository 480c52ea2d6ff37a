package io.sluice.launcher;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.EffectiveConfig.Api;
import io.sluice.config.render.EffectiveJson;
import io.sluice.config.render.EffectiveYaml;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a configuration comes down to. */
@Command(
        name = "render",
        description = {
            "Print the effective configuration: defaults filled in, references resolved, secrets masked,",
            "policies in the order in which they run, routes in the order in which they are tried."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 printed, 1 the configuration is invalid, 64 wrong usage, 75 the gateway cannot be asked."
        })
final class RenderCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "0..1", description = "Folder or file (default: as for run).")
    private @Nullable Path path;

    @Mixin
    private RunningConfig running = new RunningConfig();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--api", paramLabel = "NAME", description = "Print one API only.")
    private @Nullable String api;

    private final Terminal terminal;

    RenderCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        EffectiveConfig config =
                running.wanted() ? running.fetch(terminal) : new EffectiveFolder(terminal).read(folder());
        if (config == null) {
            return running.wanted() ? ExitCode.UNREACHABLE : ExitCode.FAILED;
        }
        EffectiveConfig shown = api == null ? config : config.only(api);
        if (shown.apis().isEmpty() && api != null) {
            terminal.error("no API is called " + api + "; there are "
                    + String.join(", ", config.apis().stream().map(Api::name).toList()));
            return ExitCode.FAILED;
        }
        terminal.out().print(json ? EffectiveJson.write(shown) + '\n' : EffectiveYaml.write(shown));
        return ExitCode.OK;
    }

    private Path folder() {
        return path == null ? ConfigFolder.standard() : path;
    }
}
