package io.sluice.launcher;

import io.sluice.config.EffectiveConfig;
import io.sluice.config.render.EffectiveJson;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a running gateway serves, asked for at its admin listener. */
final class RunningConfig {
    private static final String PATH = "/api/v1/config";
    private static final int PATIENCE_MILLIS = 10_000;

    @Option(names = "--running", description = "Take what a running gateway serves.")
    private boolean wanted;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description = "Admin address of the running gateway (default: ${DEFAULT-VALUE}).")
    private String admin = "127.0.0.1:9901";

    boolean wanted() {
        return wanted;
    }

    /** Null if the gateway does not answer as it should, which has been reported then. */
    @Nullable
    EffectiveConfig fetch(Terminal terminal) {
        try {
            String text = get(URI.create("http://" + admin + PATH));
            return EffectiveJson.read(text, BuiltInPolicies.all());
        } catch (IOException | IllegalArgumentException e) {
            terminal.error("cannot ask " + admin + ": " + e.getMessage());
            return null;
        }
    }

    private static String get(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            connection.disconnect();
            throw new IOException("status must be 200 but is " + status);
        }
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
