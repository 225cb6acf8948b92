package org.chiasm.app.inspect;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.app.files.WrongUseException;
import org.chiasm.lab.WrittenConversion;

/** The conversion of a whole table: one line in, one line out with its result or its error. */
final class UnitsBatch {
  private static final List<String> REQUIRED = List.of("value", "from", "to");
  private static final Charset OLD_SPREADSHEET = Charset.forName("windows-1252");

  private UnitsBatch() {}

  /**
   * What came of a table.
   *
   * @param rows lines after the header
   * @param converted how many have a result
   */
  record Count(long rows, long converted) {}

  /**
   * Converts every line of {@code in}.
   *
   * @throws WrongUseException if the header lacks a column; no line can cause it
   */
  static Count run(Path in, Path out) throws IOException, WrongUseException {
    if (!Files.isRegularFile(in)) {
      throw new WrongUseException("no file at " + in + "; give a CSV file with value,from,to");
    }
    var table = CsvTable.read(text(in));
    if (table.records().isEmpty()) {
      throw new WrongUseException(in + " is empty; expected the header value,from,to,analyte");
    }
    var header = table.records().getFirst();
    var names = header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (String name : REQUIRED) {
      if (!names.contains(name)) {
        throw new WrongUseException(
            in + " has no column '" + name + "'; expected the header value,from,to,analyte");
      }
    }
    int result = names.indexOf("result");
    int error = names.indexOf("error");
    long converted = 0;
    try (Writer writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
      writer.write(table.line(withAnswer(header, header.size(), result, error, "result", "error")));
      for (var cells : table.records().subList(1, table.records().size())) {
        var answer = answer(cells, names);
        if (answer instanceof WrittenConversion.Answer.Converted) {
          converted++;
        }
        writer.write(
            table.line(
                switch (answer) {
                  case WrittenConversion.Answer.Converted(var text, _) ->
                      withAnswer(cells, header.size(), result, error, text, "");
                  case WrittenConversion.Answer.NotConverted(var why) ->
                      withAnswer(cells, header.size(), result, error, "", why);
                }));
      }
    }
    return new Count(table.records().size() - 1L, converted);
  }

  private static WrittenConversion.Answer answer(List<String> cells, List<String> names) {
    if (cells.size() > names.size()) {
      return new WrittenConversion.Answer.NotConverted(
          "the line has "
              + cells.size()
              + " cells and the header "
              + names.size()
              + "; put a cell with a comma in quotation marks");
    }
    return WrittenConversion.convert(
        cell(cells, names.indexOf("value")),
        cell(cells, names.indexOf("from")),
        cell(cells, names.indexOf("to")),
        cell(cells, names.indexOf("analyte")));
  }

  private static String cell(List<String> cells, int index) {
    return index >= 0 && index < cells.size() ? cells.get(index) : "";
  }

  /** The line as it was, with the answer in its columns, or after all where there were none. */
  private static List<String> withAnswer(
      List<String> cells, int columns, int result, int error, String text, String why) {
    var line = new ArrayList<>(cells.subList(0, Math.min(columns, cells.size())));
    while (line.size() < columns) {
      line.add("");
    }
    if (result >= 0) {
      line.set(result, text);
    } else {
      line.add(text);
    }
    if (error >= 0) {
      line.set(error, why);
    } else {
      line.add(why);
    }
    return line;
  }

  private static String text(Path in) throws IOException {
    byte[] bytes = Files.readAllBytes(in);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, OLD_SPREADSHEET);
    }
  }
}
