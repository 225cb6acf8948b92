package org.chiasm.app.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.app.terminal.ExitCode;
import org.chiasm.app.terminal.JsonOption;
import org.chiasm.app.terminal.StandardOutput;
import org.chiasm.app.terminal.Terminal;
import org.chiasm.note.NoteFindings;
import org.chiasm.note.NoteReader;
import org.chiasm.note.text.Language;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What notes say of a patient's own history. */
@Command(
    name = "notes",
    header = "Reads notes: sections, comorbidities, and how each is meant.",
    mixinStandardHelpOptions = true,
    description =
        "Says of each mention whether it is there or not, when, and of whom, with the words "
            + "that decided. Or, with --sentences, how one concept is meant in each sentence of a "
            + "table.",
    footer = {
      "",
      "Examples:",
      "  chiasm notes admission.txt letter.txt --json",
      "  chiasm notes --sentences in.tsv --out out.tsv",
      "    (in.tsv: tab-separated, its first line names the columns sentence and concept)",
      "",
      "Exit codes: 0 done, 2 wrong use, 4 a limit was hit, 70 a bug."
    })
public final class NotesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Text files, a note each.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--sentences",
      paramLabel = "IN.tsv",
      description = "A table of sentences, with the concept to judge in each.")
  private @Nullable Path sentences;

  @Option(
      names = "--out",
      paramLabel = "OUT.tsv",
      description = "With --sentences: where the table goes, with three columns added.")
  private @Nullable Path out;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "ISO 639-1 code, en or de; without it, told by each note's small words.")
  private @Nullable String language;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A folder with an ONNX model that finds the mentions in place of the lexicon.")
  private @Nullable Path model;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    var terminal = Terminal.ofProcess();
    var table = sentences;
    if (table != null) {
      var target = out;
      if (target == null || !files.isEmpty() || json.given() || model != null) {
        throw new WrongUseException(
            "--sentences IN.tsv needs --out OUT.tsv and takes no other files, --json or --model");
      }
      new SentenceRun(terminal).run(table, target, language().orElse(Language.english()));
      return ExitCode.DONE;
    }
    if (files.isEmpty() || out != null) {
      throw new WrongUseException(
          "chiasm notes needs FILE… or --sentences IN.tsv --out OUT.tsv; try chiasm notes --help");
    }
    read(terminal);
    return ExitCode.DONE;
  }

  private void read(Terminal terminal) throws Exception {
    var document = JsonNodeFactory.instance.objectNode();
    var notes = document.putArray("notes");
    var chosen = language();
    try (var matchers = Matchers.of(Optional.ofNullable(model))) {
      for (var file : files) {
        var note = NoteText.read(file);
        var spoken = chosen.orElseGet(() -> Language.detect(note.text()));
        var read = new NoteReader(spoken, matchers.in(spoken)).read(note.text());
        notes.add(new NoteDocument(note, read).json(file.toString()));
        say(terminal, file, note, read);
      }
    }
    if (json.given()) {
      StandardOutput.print(document);
    }
  }

  private void say(Terminal terminal, Path file, NoteText note, NoteFindings read) {
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s: %s, %s, %d sections, %d sentences, %d findings",
            file,
            read.language().name(),
            note.encoding(),
            read.sections().size(),
            read.sentences().size(),
            read.findings().size()));
    if (!json.given()) {
      var lines = new StringBuilder();
      for (var finding : read.findings()) {
        lines.append(
            String.format(
                Locale.ROOT,
                "%6d-%-6d %-34s %-44s %s%n",
                finding.span().start(),
                finding.span().end(),
                finding.group(),
                String.join(", ", SentenceRun.words(finding.context())),
                finding.span().of(note.text()).replaceAll("\\s+", " ")));
      }
      StandardOutput.print(lines.toString());
    }
  }

  private Optional<Language> language() throws WrongUseException {
    String code = language;
    if (code == null) {
      return Optional.empty();
    }
    var known = Language.of(code);
    if (known.isEmpty()) {
      throw new WrongUseException(
          "there is no data for the language '"
              + code
              + "'; expected one of "
              + Language.all().stream().map(Language::code).toList());
    }
    return known;
  }
}
