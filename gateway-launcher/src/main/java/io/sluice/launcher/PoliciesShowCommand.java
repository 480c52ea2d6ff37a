package io.sluice.launcher;

import io.sluice.config.ManifestSchema;
import io.sluice.config.PolicyCatalog;
import io.sluice.config.SchemaWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All about one policy, or the part of it that a script wants. */
@Command(
        name = "show",
        description = "Show the settings, an example and the behaviour of a policy.",
        mixinStandardHelpOptions = true)
final class PoliciesShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Any name under which files may call the policy.")
    private String name = "";

    @ArgGroup
    private Part part = new Part();

    private final Terminal terminal;
    private final PolicyCatalog catalog;

    PoliciesShowCommand(Terminal terminal, PolicyCatalog catalog) {
        this.terminal = terminal;
        this.catalog = catalog;
    }

    /** At most one of these. */
    private static final class Part {
        @Option(names = "--example", description = "Print nothing but a manifest that uses it.")
        private boolean example;

        @Option(names = "--schema", description = "Print nothing but the JSON Schema of its settings.")
        private boolean schema;
    }

    @Override
    public Integer call() {
        PolicyCatalog.Entry entry = catalog.find(name);
        if (entry == null) {
            terminal.error("there is no policy " + name + suggestions());
            terminal.err().println("\"gateway policies list\" lists them all.");
            return ExitCode.FAILED;
        }
        terminal.out().print(shown(entry));
        return ExitCode.OK;
    }

    private String suggestions() {
        String names = String.join(" or ", catalog.suggestions(name));
        return names.isEmpty() ? "" : "; did you mean " + names + "?";
    }

    private String shown(PolicyCatalog.Entry entry) {
        PolicyPage page = PolicyPage.of(entry.name());
        if (part.example) {
            return page.example();
        }
        return part.schema ? ManifestSchema.policy(entry) : page.forTerminal(SchemaWriter.rows(entry.config()));
    }
}
