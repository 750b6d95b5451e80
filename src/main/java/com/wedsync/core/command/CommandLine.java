package com.wedsync.core.command;

import java.util.concurrent.Callable;

import com.wedsync.core.database.SqlFile;

import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and their options; built by hand, so that the native executable needs no reflection for them. */
final class CommandLine {

    private CommandLine() {
    }

    /** Runs a command and returns the exit code: 0 success, 1 failure, 2 not understood. */
    static int execute(String... args) {
        return new picocli.CommandLine(root())
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .execute(args);
    }

    private static CommandSpec root() {
        OptionSpec version = flag("Print the version and exit.", "-V", "--version");
        CommandSpec root = command("The database service of WedSync and WedMe. Without a command the service starts.",
                () -> Boolean.TRUE.equals(version.getValue()) ? Commands.VERSION.execute()
                        : picocli.CommandLine.ExitCode.USAGE);
        return root.name("core-database").addOption(version)
                .addSubcommand("migrate", migrate())
                .addSubcommand("status", command("Print which migrations are applied and which are pending.",
                        Commands.STATUS::execute))
                .addSubcommand("bootstrap", command(
                        "Print the SQL script with which an administrator prepares a database for the service.",
                        CommandLine::bootstrap));
    }

    private static CommandSpec migrate() {
        OptionSpec dryRun = flag("Execute them in a throw-away database instead.", "--dry-run");
        OptionSpec findings = flag("With --dry-run: fail if pending scripts could not be executed there.",
                "--require-findings");
        return command("Apply pending migrations.", () -> migrate(isSet(dryRun), isSet(findings)))
                .addOption(dryRun).addOption(findings);
    }

    private static int migrate(boolean dryRun, boolean findings) {
        if (!dryRun && findings) {
            System.err.println("--require-findings needs --dry-run");
            return picocli.CommandLine.ExitCode.USAGE;
        }
        return (findings ? Commands.DRY_RUN_WITH_FINDINGS : dryRun ? Commands.DRY_RUN : Commands.MIGRATE).execute();
    }

    private static boolean isSet(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    private static int bootstrap() {
        System.out.print(SqlFile.read(CommandLine.class, "/bootstrap/bootstrap.sql"));
        System.out.flush();
        return picocli.CommandLine.ExitCode.OK;
    }

    private static CommandSpec command(String description, Callable<Integer> action) {
        CommandSpec command = CommandSpec.wrapWithoutInspection(action);
        command.usageMessage().description(description);
        return command.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).type(boolean.class).arity("0")
                .description("Print this and exit.").build());
    }

    private static OptionSpec flag(String description, String name, String... further) {
        return OptionSpec.builder(name, further).type(boolean.class).arity("0").description(description).build();
    }
}
