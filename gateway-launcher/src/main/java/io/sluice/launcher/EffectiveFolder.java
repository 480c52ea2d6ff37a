package io.sluice.launcher;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.LoadResult;
import io.sluice.config.PrettyStyle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a configuration folder, or a single file, comes down to; nothing is served. */
final class EffectiveFolder {
    private final Terminal terminal;

    EffectiveFolder(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Null if the configuration is invalid, which has been reported then. */
    @Nullable
    EffectiveConfig read(Path path) {
        LoadResult result = ConfigCheck.load(path);
        if (result instanceof LoadResult.Loaded loaded) {
            loaded.discard();
            return loaded.effective();
        }
        PrettyStyle style = terminal.ansi().enabled() ? PrettyStyle.COLOURED : PrettyStyle.PLAIN;
        terminal.err().print(((LoadResult.Rejected) result).problems().pretty(style));
        return null;
    }
}
