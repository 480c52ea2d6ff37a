package io.sluice.launcher;

import io.sluice.config.ProcessSettings;
import io.sluice.launcher.generations.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token of this gateway and where it is: in {@code admin.tokenFile}, else in the state directory, else only where {@link TokenFolder} leaves it.
 *
 * @param file null if the token is made anew at each start
 */
record AdminTokenFile(AdminToken token, @Nullable Path file) {
    private static final Logger LOG = LoggerFactory.getLogger("gateway");
    private static final String NAME = "admin.token";

    /** @throws IOException if a file that should hold the token cannot be read or written */
    static AdminTokenFile open(ProcessSettings.Admin settings, @Nullable StateDirectory state) throws IOException {
        if (settings.tokenFile().isPresent()) {
            return existing(Path.of(settings.tokenFile().get()));
        }
        if (state == null) {
            return new AdminTokenFile(AdminToken.random(), null);
        }
        Path file = state.file(NAME);
        if (!Files.exists(file)) {
            AdminToken.random().writeTo(file);
        }
        return existing(file);
    }

    /** Lets the commands of the same user find the token until the result is closed. */
    Published publish(TokenFolder folder, int port) {
        try {
            Path published = folder.publish(port, token, file);
            LOG.info("admin token in {}", file == null ? published : file);
            return () -> Files.deleteIfExists(published);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn(
                    "gateway reload and rollback must be told the token with --token-file, for it cannot be left for them{}: {}",
                    file == null ? "; set admin.tokenFile or stateDirectory, else nobody knows it" : "",
                    e.toString());
            return () -> {};
        }
    }

    /** Takes away what was left for the commands. */
    interface Published {
        void close() throws IOException;
    }

    private static AdminTokenFile existing(Path file) throws IOException {
        try {
            return new AdminTokenFile(AdminToken.read(file), file);
        } catch (IOException e) {
            throw new IOException("the admin token cannot be read: " + e.getMessage(), e);
        }
    }
}
