package io.sluice.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asks a running gateway over its admin listener. */
final class AdminClient {
    private static final int CONNECT_MILLIS = 2000;
    /** A change may take long. */
    private static final int READ_MILLIS = 120_000;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            description = "Admin address of the gateway (default: ${DEFAULT-VALUE}).")
    private String admin = "127.0.0.1:9901";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the admin token (default: where a gateway of the same user leaves it).")
    private @Nullable Path tokenFile;

    private interface Question {
        Answer ask() throws IOException;
    }

    private record Answer(int status, String body) {
        boolean ok() {
            return status == HttpURLConnection.HTTP_OK;
        }
    }

    /** Prints the answer to a question; the exit code is 0, 1 if the gateway refuses, or 75 if it cannot be asked. */
    int get(Terminal terminal, String path, boolean json) {
        return print(terminal, () -> send("GET", path, json, null, new byte[0]));
    }

    /** As {@link #get}, for a change. */
    int post(Terminal terminal, String path, boolean json) {
        return post(terminal, path, json, new byte[0]);
    }

    /** As {@link #post(Terminal, String, boolean)}, with a body of JSON. */
    int post(Terminal terminal, String path, boolean json, byte[] body) {
        String token;
        try {
            token = token();
        } catch (IOException e) {
            terminal.error("the admin token cannot be read: " + e.getMessage() + "; name its file with --token-file");
            return ExitCode.FAILED;
        }
        return print(terminal, () -> send("POST", path, json, token, body));
    }

    /**
     * The answer to a question, for a program to read.
     *
     * @throws IOException if there is none, or another status than 200
     */
    String fetch(String path) throws IOException {
        Answer answer = send("GET", path, true, null, new byte[0]);
        if (!answer.ok()) {
            throw new IOException("status must be 200 but is " + answer.status());
        }
        return answer.body();
    }

    /** Where the gateway is asked. */
    String address() {
        return admin;
    }

    private int print(Terminal terminal, Question question) {
        try {
            Answer answer = question.ask();
            (answer.ok() ? terminal.out() : terminal.err()).print(answer.body());
            return answer.ok() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException | IllegalArgumentException e) {
            terminal.error("cannot ask " + admin + ": " + e.getMessage());
            return ExitCode.UNREACHABLE;
        }
    }

    private String token() throws IOException {
        return tokenFile == null ? TokenFolder.ofThisUser().read(uri("/").getPort()) : AdminToken.text(tokenFile);
    }

    private Answer send(String method, String path, boolean json, @Nullable String token, byte[] body)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri(path).toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setRequestProperty("accept", json ? "application/json" : "text/plain");
        connection.setRequestMethod(method);
        if (token != null) {
            connection.setRequestProperty("authorization", "Bearer " + token);
            connection.setRequestProperty("content-type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        try {
            int status = connection.getResponseCode();
            InputStream answer = status < HttpURLConnection.HTTP_BAD_REQUEST
                    ? connection.getInputStream()
                    : connection.getErrorStream();
            return new Answer(status, answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            connection.disconnect();
        }
    }

    private URI uri(String path) {
        return URI.create("http://" + admin + path);
    }
}
