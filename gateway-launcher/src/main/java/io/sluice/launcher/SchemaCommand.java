package io.sluice.launcher;

import io.sluice.config.ManifestSchema;
import io.sluice.config.PolicyCatalog;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives editors and pipelines what they need to check manifests. */
@Command(name = "schema", description = "Print the JSON Schema of manifests.", mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    @ArgGroup
    private Subject subject = new Subject();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write to this folder instead; without KIND and NAME one file for each of them and one for all.")
    private @Nullable Path folder;

    private final Terminal terminal;
    private final PolicyCatalog catalog = new PolicyCatalog(BuiltInPolicies.all());
    private final ManifestSchema schemas = new ManifestSchema(catalog);

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What is described; all manifests if nothing is named. */
    private static final class Subject {
        @Option(names = "--kind", paramLabel = "KIND", description = "Only manifests of this kind.")
        private @Nullable String kind;

        @Option(names = "--policy", paramLabel = "NAME", description = "The settings of this policy.")
        private @Nullable String policy;
    }

    @Override
    public Integer call() {
        String kind = subject.kind;
        if (kind != null) {
            return ManifestSchema.kinds().contains(kind)
                    ? give(ManifestSchema.fileOf(kind))
                    : unknown("kind", kind, ManifestSchema.suggestions(kind));
        }
        String policy = subject.policy;
        if (policy != null) {
            PolicyCatalog.Entry entry = catalog.find(policy);
            return entry == null
                    ? unknown("policy", policy, catalog.suggestions(policy))
                    : give(ManifestSchema.fileOf(entry));
        }
        return folder == null ? give(ManifestSchema.ALL) : write(schemas.files());
    }

    private int unknown(String what, String name, List<String> suggestions) {
        String meant = suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
        terminal.error("there is no " + what + " " + name + meant);
        return ExitCode.FAILED;
    }

    private int give(String file) {
        String text = String.valueOf(schemas.files().get(file));
        if (folder != null) {
            return write(Map.of(file, text));
        }
        terminal.out().print(text);
        return ExitCode.OK;
    }

    private int write(Map<String, String> files) {
        try {
            for (Map.Entry<String, String> each : files.entrySet()) {
                Path file = Path.of(String.valueOf(folder)).resolve(each.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, each.getValue());
                terminal.out().println("wrote " + file);
            }
            return ExitCode.OK;
        } catch (IOException e) {
            terminal.error("cannot write to " + folder + ": " + e);
            return ExitCode.FAILED;
        }
    }
}
