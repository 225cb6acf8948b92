package org.chiasm.app.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chiasm.app.files.SummaryFile;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.lab.WrittenConversion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One conversion of a unit, or a table of them. */
@Command(
    name = "units",
    header = "Converts a laboratory value or vital sign, or says why it cannot.",
    mixinStandardHelpOptions = true,
    description =
        "Mass and amount of substance convert for a known analyte only (docs/LAB.md). A value "
            + "may have a comparator (<0.5) or be a range (3.5-5.1).",
    footer = {
      "",
      "Examples:",
      "  chiasm units 5.5 mmol/L mg/dL --analyte glucose",
      "  chiasm units '<0,5' mg/dl umol/l --analyte creatinine --json",
      "  chiasm units --batch in.csv --out out.csv      (header value,from,to,analyte)",
      "  chiasm units --json -- -40 Cel '[degF]'",
      "",
      "Exit codes: 0 done (a value that cannot be converted has an error in the answer),",
      "2 wrong use, 4 a limit was hit, 70 a bug."
    })
public final class UnitsCommand implements Callable<Integer> {
  @Parameters(index = "0", arity = "0..1", paramLabel = "VALUE", description = "The value.")
  private @Nullable String value;

  @Parameters(index = "1", arity = "0..1", paramLabel = "FROM", description = "Its unit.")
  private @Nullable String from;

  @Parameters(index = "2", arity = "0..1", paramLabel = "TO", description = "The unit wanted.")
  private @Nullable String to;

  @Option(
      names = "--analyte",
      paramLabel = "NAME",
      description = "What was measured: a name, an alias or a LOINC code.")
  private String analyte = "";

  @Option(
      names = "--batch",
      paramLabel = "IN.csv",
      description = "A table with the columns value, from, to and, where needed, analyte.")
  private @Nullable Path batch;

  @Option(
      names = "--out",
      paramLabel = "OUT.csv",
      description = "The same table with the columns result and error.")
  private @Nullable Path out;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    if (batch != null || out != null) {
      return table();
    }
    if (value == null || from == null || to == null) {
      throw new WrongUseException(
          "give VALUE FROM TO, such as: chiasm units 5.5 mmol/L mg/dL --analyte glucose");
    }
    var answer = WrittenConversion.convert(value, from, to, analyte);
    if (json.given()) {
      print(document(value, from, to, answer));
      return ExitCode.DONE;
    }
    switch (answer) {
      case WrittenConversion.Answer.Converted(var text, _) -> StandardOutput.print(text + "\n");
      case WrittenConversion.Answer.NotConverted(var error) ->
          Terminal.ofProcess().complain("not converted: " + error);
    }
    return ExitCode.DONE;
  }

  private int table() throws Exception {
    if (batch == null || out == null || value != null) {
      throw new WrongUseException("--batch IN.csv and --out OUT.csv go together, without VALUE");
    }
    var count = UnitsBatch.run(batch, out);
    Terminal.ofProcess()
        .say(
            String.format(
                Locale.ROOT,
                "%,d of %,d values converted; the others have an error in %s",
                count.converted(),
                count.rows(),
                out));
    if (json.given()) {
      var node = SummaryFile.node();
      node.put("rows", count.rows());
      node.put("converted", count.converted());
      node.put("errors", count.rows() - count.converted());
      node.put("out", out.toString());
      print(node);
    }
    return ExitCode.DONE;
  }

  private ObjectNode document(
      String number, String source, String target, WrittenConversion.Answer answer) {
    var node = SummaryFile.node();
    node.put("value", number);
    node.put("from", source);
    node.put("to", target);
    node.put("analyte", analyte);
    switch (answer) {
      case WrittenConversion.Answer.Converted(var text, var exact) -> {
        node.put("result", text);
        exact.ifPresentOrElse(
            each -> node.put("number", new BigDecimal(WrittenConversion.show(each))),
            () -> node.putNull("number"));
        node.putNull("error");
      }
      case WrittenConversion.Answer.NotConverted(var error) -> {
        node.putNull("result");
        node.putNull("number");
        node.put("error", error);
      }
    }
    return node;
  }

  private static void print(ObjectNode node) {
    StandardOutput.print(node.toPrettyString() + "\n");
  }
}
