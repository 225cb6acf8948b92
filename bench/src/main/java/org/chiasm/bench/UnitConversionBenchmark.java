package org.chiasm.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chiasm.lab.WrittenConversion;

/**
 * Conversions a second over the lines of a CSV file with {@code value,from,to,analyte}, beside
 * {@code @lhncbc/ucum-lhc} in the same run where node and the package are there.
 *
 * <p>Arguments: the file, a folder with {@code node_modules} (empty for none). Only lines without
 * an analyte are timed, because the peer has no table of analytes. Both sides answer all lines once
 * before they are timed, so that both remember what they remember.
 */
public final class UnitConversionBenchmark {
  private static final int ROUNDS = 5;

  private UnitConversionBenchmark() {}

  /** Prints the medians and their ratio. */
  public static void main(String[] arguments) throws Exception {
    var lines =
        Files.readAllLines(Path.of(arguments[0])).stream()
            .skip(1)
            .filter(line -> !line.contains("\""))
            .map(line -> line.split(",", -1))
            .filter(cell -> cell.length >= 4 && cell[3].isEmpty())
            .toList();
    double ours = median(() -> convert(lines));
    System.out.printf(
        Locale.ROOT,
        "chiasm   %,d lines, %,.0f conversions/s%n",
        lines.size(),
        lines.size() / ours);
    if (arguments.length < 2) {
      return;
    }
    var script = Files.createTempFile("peer", ".js");
    Files.writeString(script, PEER);
    var input = Files.createTempFile("peer", ".tsv");
    Files.write(input, lines.stream().map(cell -> String.join("\t", cell)).toList());
    var process =
        new ProcessBuilder("node", script.toString(), input.toString(), String.valueOf(ROUNDS))
            .directory(Path.of(arguments[1]).toFile())
            .redirectErrorStream(true);
    process.environment().put("NODE_PATH", Path.of(arguments[1], "node_modules").toString());
    var run = process.start();
    String answer = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (run.waitFor() != 0) {
      System.out.println("ucum-lhc is not there: " + answer);
      return;
    }
    double theirs = Double.parseDouble(answer);
    System.out.printf(
        Locale.ROOT,
        "ucum-lhc %,d lines, %,.0f conversions/s; ratio %.1f%n",
        lines.size(),
        lines.size() / theirs,
        theirs / ours);
  }

  private static void convert(List<String[]> lines) {
    for (var cell : lines) {
      WrittenConversion.convert(cell[0], cell[1], cell[2], "");
    }
  }

  private static double median(Runnable work) {
    work.run();
    var seconds = new ArrayList<Double>();
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      seconds.add((System.nanoTime() - start) / 1e9);
    }
    return seconds.stream().sorted().toList().get(ROUNDS / 2);
  }

  private static final String PEER =
      """
      const fs = require('fs');
      const u = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
      const lines = fs.readFileSync(process.argv[2], 'utf8').trim().split('\\n').map(l => l.split('\\t'));
      const work = () => { for (const c of lines) { try { u.convertUnitTo(c[1], Number(c[0]), c[2]); } catch (e) {} } };
      work();
      const times = [];
      for (let i = 0; i < Number(process.argv[3]); i++) {
        const start = process.hrtime.bigint();
        work();
        times.push(Number(process.hrtime.bigint() - start) / 1e9);
      }
      times.sort((a, b) => a - b);
      console.log(times[Math.floor(times.length / 2)]);
      """;
}
