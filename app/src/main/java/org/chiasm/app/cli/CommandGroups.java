package org.chiasm.app.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The list of commands in {@code chiasm --help}, grouped by the question a user comes with and,
 * within a group, in the order the commands are used. A command that no group names stands in the
 * last one, so that none can be left out. Stateless; any thread.
 */
final class CommandGroups {
  private static final List<Group> GROUPS =
      List.of(
          new Group("Begin here", List.of("demo", "run")),
          new Group(
              "One stage at a time",
              List.of("check", "ingest", "link", "rows", "train", "evaluate", "report")),
          new Group("Ask a model", List.of("explain", "budget", "tolerance", "leakage")),
          new Group("Bring a model to a site", List.of("check-site", "codes")),
          new Group(
              "Try one curator on one file",
              List.of("series", "image", "volume", "slide", "units", "notes", "ecg")),
          new Group("Data", List.of("deidentify", "hospital")));

  private static final String REST = "Other";

  private record Group(String title, List<String> commands) {}

  private CommandGroups() {}

  /** Lets {@code chiasm} print its commands in groups. */
  static CommandLine in(CommandLine chiasm) {
    chiasm.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, _ -> "");
    chiasm.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::list);
    return chiasm;
  }

  private static String list(Help help) {
    var rest = new ArrayList<>(help.subcommands().keySet());
    GROUPS.forEach(group -> rest.removeAll(group.commands()));
    var text = new StringBuilder();
    GROUPS.forEach(group -> text.append(table(help, group)));
    if (!rest.isEmpty()) {
      text.append(table(help, new Group(REST, rest)));
    }
    return text.toString();
  }

  private static String table(Help help, Group group) {
    int names = help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0);
    int width = help.commandSpec().usageMessage().width();
    var table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(names + 4, 2, Column.Overflow.SPAN),
            new Column(width - names - 4, 0, Column.Overflow.WRAP));
    for (var name : group.commands()) {
      var command = help.subcommands().get(name);
      if (command == null) {
        throw new IllegalStateException(
            "chiasm --help: group '"
                + group.title()
                + "' names '"
                + name
                + "', which is no command");
      }
      table.addRowValues(
          help.colorScheme().commandText(name),
          help.colorScheme().text(String.join(" ", command.commandSpec().usageMessage().header())));
    }
    return "\n" + help.colorScheme().text("@|bold " + group.title() + "|@") + "\n" + table;
  }
}
