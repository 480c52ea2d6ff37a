package io.sluice.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line as a whole; each subcommand is a class of its own. */
@Command(
        name = "gateway",
        description = "API gateway driven by local-mode configuration files.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = "Without a command, \"run\" is meant.")
final class GatewayCommand {
    private GatewayCommand() {}

    /** Parses {@code args}, does what they say and returns the exit code. */
    static int execute(Terminal terminal, String... args) {
        String[] line = withCommand(args);
        RunCommand plain = PlainRun.of(terminal, line);
        return plain == null ? create(terminal).execute(line) : run(terminal, plain);
    }

    private static int run(Terminal terminal, RunCommand plain) {
        try {
            return plain.call();
        } catch (Exception e) {
            return internal(terminal, e);
        }
    }

    private static CommandLine create(Terminal terminal) {
        CommandLine line = new CommandLine(new GatewayCommand())
                .addSubcommand(new RunCommand(terminal))
                .addSubcommand(new ValidateCommand(terminal, System.in))
                .addSubcommand(new CodesCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new TestCommand(terminal))
                .addSubcommand(new FmtCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new RenderCommand(terminal))
                .addSubcommand(new InitCommand(terminal))
                .addSubcommand(PoliciesCommand.create(terminal))
                .addSubcommand(new SchemaCommand(terminal))
                .addSubcommand(new VersionCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new ProbeCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new HistoryCommand(terminal))
                .addSubcommand(new ReloadCommand(terminal))
                .addSubcommand(new RollbackCommand(terminal))
                .addSubcommand(new BackendCommand(terminal))
                .addSubcommand(new RehearseCommand(terminal));
        line.getCommandSpec().versionProvider(() -> new String[] {VersionCommand.text()});
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(Terminal.writer(terminal.out()));
        line.setErr(Terminal.writer(terminal.err()));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()));
        line.setParameterExceptionHandler((error, given) -> usage(terminal, error));
        line.setExecutionExceptionHandler((error, command, parsed) -> internal(terminal, error));
        return line;
    }

    private static int usage(Terminal terminal, ParameterException error) {
        terminal.error(error.getMessage());
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println("See \"" + command + " --help\".");
        return ExitCode.USAGE;
    }

    private static int internal(Terminal terminal, Exception error) {
        terminal.error("internal error; please report it with these lines and the version " + VersionCommand.text());
        error.printStackTrace(terminal.err());
        return ExitCode.INTERNAL;
    }

    private static String[] withCommand(String[] args) {
        boolean implied = args.length == 0 || (args[0].startsWith("-") && !isHelp(args[0]));
        if (!implied) {
            return args;
        }
        String[] all = new String[args.length + 1];
        all[0] = "run";
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }

    private static boolean isHelp(String option) {
        return switch (option) {
            case "-h", "--help", "-V", "--version" -> true;
            default -> false;
        };
    }
}
