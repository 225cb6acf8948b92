package org.chiasm.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  private static CommandLine chiasm() {
    return CommandGroups.in(new CommandLine(new Chiasm()).setUsageHelpWidth(100));
  }

  static Stream<Map.Entry<String, CommandLine>> commands() {
    return chiasm().getSubcommands().entrySet().stream();
  }

  @Test
  void theListNamesEveryCommandOnceWithOneWholeSentenceOnItsLine() {
    var help = chiasm().getUsageMessage().lines().toList();
    commands()
        .forEach(
            command ->
                assertThat(help)
                    .as(command.getKey())
                    .filteredOn(line -> line.matches("  " + command.getKey() + " +\\S.*"))
                    .singleElement()
                    .asString()
                    .matches(".*[.?]"));
  }

  @Test
  void everyCommandStandsInAGroupWithATitleOfItsOwn() {
    assertThat(chiasm().getUsageMessage()).contains("Begin here").doesNotContain("\nOther\n");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysWhatItDoesWithAnExampleOfItselfAndItsExitCodes(
      Map.Entry<String, CommandLine> command) {
    var help = command.getValue().getUsageMessage();
    assertThat(help)
        .contains("Usage: chiasm " + command.getKey())
        .containsPattern("Examples?:\\R  chiasm " + command.getKey())
        .contains("Exit codes:")
        .contains("--json");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionAndParameterIsDescribed(Map.Entry<String, CommandLine> command) {
    assertThat(command.getValue().getCommandSpec().args())
        .isNotEmpty()
        .allSatisfy(argument -> assertThat(argument.description()).isNotEmpty());
  }
}
