package io.sluice.launcher;

import io.sluice.config.explain.Explanation;
import io.sluice.config.explain.Field;
import io.sluice.config.explain.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what would become of a request, and why, without sending anything to anybody. */
@Command(
        name = "explain",
        description = "Say step by step what would become of a request; nothing is sent to any upstream.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: gateway explain GET http://localhost:8081/orders/1 -H 'Authorization: Basic ZGVtbzpkZW1v'",
            "Exit codes: 0 explained, 1 the configuration is invalid, 64 wrong usage, 75 no gateway answers."
        })
final class ExplainCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "METHOD", description = "Method of the request.")
    private String method = "";

    @Parameters(
            index = "1",
            paramLabel = "URL",
            description = "URL of the request, or only its path if there is one listener.")
    private String url = "";

    @Option(
            names = {"-H", "--header"},
            paramLabel = "'NAME: VALUE'",
            description = "A header of the request; may be repeated.")
    private List<String> headers = List.of();

    @Option(
            names = {"-d", "--data"},
            paramLabel = "BODY",
            description = "Body of the request, or @FILE.")
    private @Nullable String data;

    @Option(names = "--client", paramLabel = "IP", description = "Address of the client (default: ${DEFAULT-VALUE}).")
    private String client = "127.0.0.1";

    @Option(names = "--config", paramLabel = "PATH", description = "Folder to explain (default: conf).")
    private @Nullable Path config;

    @Option(names = "--running", description = "Explain what a running gateway serves instead of a folder.")
    private boolean running;

    @Mixin
    private final AdminClient gateway = new AdminClient();

    @Option(names = "--json", description = "Write JSON instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Terminal terminal;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            return running ? askGateway(question()) : explain(question(), config == null ? Path.of("conf") : config);
        } catch (IllegalArgumentException impossible) {
            throw usage(String.valueOf(impossible.getMessage()));
        }
    }

    private int askGateway(Question question) {
        if (config != null) {
            throw usage("--running and --config must not stand together");
        }
        return gateway.post(terminal, "/api/v1/explain", json, QuestionJson.write(question));
    }

    private int explain(Question question, Path path) {
        try (ExplainedFolder folder = ExplainedFolder.open(terminal, path)) {
            Explanation explanation = folder == null ? null : folder.explain(question);
            if (explanation == null) {
                return ExitCode.FAILED;
            }
            print(explanation);
            return ExitCode.OK;
        }
    }

    private void print(Explanation explanation) {
        String text = json
                ? new String(ExplainJson.of(explanation).newLine().toByteArray(), StandardCharsets.UTF_8)
                : ExplainTree.of(explanation, terminal.ansi());
        terminal.out().print(text);
        terminal.out().flush();
    }

    private Question question() {
        return new Question(method, url, fields(), body(), Question.client(client));
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw usage("a header must have the form 'NAME: VALUE' but is " + header);
            }
            fields.add(new Field(
                    header.substring(0, colon), header.substring(colon + 1).strip()));
        }
        return fields;
    }

    private byte[] body() {
        if (data == null) {
            return new byte[0];
        }
        if (!data.startsWith("@")) {
            return data.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Files.readAllBytes(Path.of(data.substring(1)));
        } catch (IOException e) {
            throw usage("the body cannot be read from " + data.substring(1) + ": " + e);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
