package io.sluice.launcher;

import io.sluice.config.PolicyCatalog;
import io.sluice.policies.BuiltInPolicies;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be said about policies; each subcommand is a class of its own. */
@Command(
        name = "policies",
        description = "Look up the policies of this release.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class PoliciesCommand {
    private PoliciesCommand() {}

    static CommandLine create(Terminal terminal) {
        PolicyCatalog catalog = new PolicyCatalog(BuiltInPolicies.all());
        return new CommandLine(new PoliciesCommand())
                .addSubcommand(new PoliciesListCommand(terminal, catalog))
                .addSubcommand(new PoliciesShowCommand(terminal, catalog));
    }
}
