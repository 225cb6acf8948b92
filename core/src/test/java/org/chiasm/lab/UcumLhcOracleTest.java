package org.chiasm.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Conversions against the public UCUM implementation of the Lister Hill Center, npm package
 * {@code @lhncbc/ucum-lhc} 7.1.10, installed into {@code target/} by its lock file.
 */
class UcumLhcOracleTest {
  private static final Path FOLDER = Path.of("target", "ucum-lhc");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "convert.js");
  private static final double TOLERANCE = 1e-6;
  private static final Pattern ANSWER =
      Pattern.compile("\\{\"status\":\"(\\w+)\",\"value\":(null|[-+0-9.eE]+),\"msg\":.*");

  private static final List<String> ATOMS =
      List.of(
          "g", "mol", "L", "m", "s", "min", "h", "d", "U", "kat", "Pa", "bar", "J", "cal", "V", "A",
          "Hz", "eq", "osm", "N", "W", "t", "[iU]", "mm[Hg]", "cm[H2O]", "[lb_av]", "[in_i]",
          "[oz_av]", "[ft_i]", "%", "10*3", "10*6", "10*9", "wk", "a", "Gy", "Sv", "Bq", "lm", "T",
          "S");
  private static final List<String> PREFIXES =
      List.of("", "", "", "k", "d", "c", "m", "u", "n", "p");
  private static final List<String> PREFIXED =
      List.of(
          "g", "mol", "L", "m", "s", "U", "kat", "Pa", "bar", "J", "V", "A", "Hz", "eq", "osm", "N",
          "W", "[iU]", "Gy", "Sv", "Bq");

  /** Pairs on which the two differ on purpose; each with its reason. */
  private static boolean isJustified(Question question) {
    // UCUM makes mole, equivalent and osmole one number; a laboratory does not (docs/LAB.md).
    boolean amounts =
        !new UnitAtoms(question.from()).amounts().equals(new UnitAtoms(question.to()).amounts());
    // Ratios of moles are refused here without an analyte.
    return amounts || new UnitAtoms(question.from()).amounts().isRatioOfMoles();
  }

  private record Question(double value, String from, String to, Optional<String> molarMass) {
    String json() {
      return String.format(
          Locale.ROOT,
          "{\"v\":%s,\"from\":\"%s\",\"to\":\"%s\",\"mw\":%s}",
          value,
          standIn(from),
          standIn(to),
          molarMass.orElse("null"));
    }

    /**
     * The peer converts no arbitrary unit at all; here multiples of one convert among themselves
     * (UCUM 24 to 26), as those of any base unit: it is asked about the candela in its place.
     */
    private static String standIn(String unit) {
      return unit.replace("[iU]", "cd");
    }
  }

  @BeforeAll
  static void nodeAndThePackageAreThere() throws Exception {
    Files.createDirectories(FOLDER);
    for (String file : FILES) {
      try (InputStream in = UcumLhcOracleTest.class.getResourceAsStream("oracle/" + file)) {
        Files.write(FOLDER.resolve(file), in.readAllBytes());
      }
    }
    if (!Files.isDirectory(FOLDER.resolve("node_modules/@lhncbc/ucum-lhc"))) {
      Assumptions.assumeTrue(
          run(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"), ""),
          "skipped: npm or its registry is not there to install @lhncbc/ucum-lhc");
    }
    Assumptions.assumeTrue(run(List.of("node", "--version"), ""), "skipped: node is not there");
  }

  @Test
  void twoThousandRandomPairsOfUnitsAgree() throws Exception {
    var random = new Random(20260101);
    var questions = new ArrayList<Question>();
    while (questions.size() < 2000) {
      String from = unit(random);
      String to = random.nextInt(4) == 0 ? unit(random) : relative(from, random);
      if (UcumUnits.standard().isValid(from) && UcumUnits.standard().isValid(to)) {
        questions.add(
            new Question((1 + random.nextInt(99_999)) / 100.0, from, to, Optional.empty()));
      }
    }
    var differences = new ArrayList<String>();
    int converted = 0;
    var answers = oracle(questions);
    for (int i = 0; i < questions.size(); i++) {
      var question = questions.get(i);
      var ours = ours(question, Optional.empty());
      var theirs = answers.get(i);
      converted += ours.isPresent() ? 1 : 0;
      if (!agree(ours, theirs) && !(ours.isEmpty() && isJustified(question))) {
        differences.add(question + ": ours " + ours + ", theirs " + theirs);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(converted).isGreaterThan(1000);
  }

  @Test
  void everyAnalyteWithAMolarMassAgreesInBothDirections() throws Exception {
    var questions = new ArrayList<Question>();
    var analytes = new ArrayList<Analyte>();
    for (var analyte : AnalyteTable.standard().all()) {
      if (analyte.molarMass().isEmpty() || analyte.name().contains("ratio")) {
        continue;
      }
      for (String[] pair :
          new String[][] {{"mg/dL", "mmol/L"}, {"umol/L", "ng/mL"}, {"g", "mol"}}) {
        questions.add(
            new Question(
                12.5, pair[0], pair[1], Optional.of(analyte.molarMass().get().toPlainString())));
        analytes.add(analyte);
      }
    }
    var answers = oracle(questions);
    assertThat(questions).hasSizeGreaterThan(400);
    for (int i = 0; i < questions.size(); i++) {
      var ours = ours(questions.get(i), Optional.of(analytes.get(i)));
      assertThat(agree(ours, answers.get(i)))
          .as(analytes.get(i) + " " + questions.get(i) + ": " + ours + " and " + answers.get(i))
          .isTrue();
      assertThat(ours).isPresent();
    }
  }

  private static Optional<Double> ours(Question question, Optional<Analyte> analyte) {
    return UnitConversion.rule(question.from(), question.to(), analyte, analyte)
            instanceof ConversionRule.Convertible(var scale)
        ? Optional.of(scale.apply(question.value()))
        : Optional.empty();
  }

  private static boolean agree(Optional<Double> ours, Optional<Double> theirs) {
    if (ours.isEmpty() || theirs.isEmpty()) {
      return ours.isEmpty() && theirs.isEmpty();
    }
    double size = Math.max(Math.abs(ours.get()), Math.abs(theirs.get()));
    return Math.abs(ours.get() - theirs.get()) <= TOLERANCE * size;
  }

  private static String unit(Random random) {
    String atom = atom(random);
    return switch (random.nextInt(4)) {
      case 0 -> atom;
      case 1 -> atom + "." + atom(random);
      default -> atom + "/" + atom(random);
    };
  }

  private static String atom(Random random) {
    String atom = ATOMS.get(random.nextInt(ATOMS.size()));
    return PREFIXED.contains(atom) ? PREFIXES.get(random.nextInt(PREFIXES.size())) + atom : atom;
  }

  /** The same kind of unit in other sizes, where its atoms have prefixes or relatives. */
  private static String relative(String unit, Random random) {
    var text = new StringBuilder();
    for (String part : unit.split("(?=[./])|(?<=[./])", -1)) {
      text.append(part.length() == 1 && "./".contains(part) ? part : other(part, random));
    }
    return text.toString();
  }

  private static String other(String atom, Random random) {
    for (String base : PREFIXED) {
      for (String prefix : PREFIXES) {
        if (atom.equals(prefix + base)) {
          return PREFIXES.get(random.nextInt(PREFIXES.size())) + base;
        }
      }
    }
    List<List<String>> relatives =
        List.of(
            List.of("min", "h", "d", "wk", "a"),
            List.of("mm[Hg]", "cm[H2O]", "kPa"),
            List.of("[lb_av]", "[oz_av]", "kg"),
            List.of("[in_i]", "[ft_i]", "cm"),
            List.of("%", "10*3", "10*6", "10*9"),
            List.of("cal", "J"));
    for (var family : relatives) {
      if (family.contains(atom)) {
        return family.get(random.nextInt(family.size()));
      }
    }
    return atom;
  }

  private static List<Optional<Double>> oracle(List<Question> questions) throws Exception {
    var input = FOLDER.resolve("in.jsonl");
    var output = FOLDER.resolve("out.jsonl");
    Files.write(input, questions.stream().map(Question::json).toList());
    var process =
        new ProcessBuilder("node", "convert.js")
            .directory(FOLDER.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    var answers = new ArrayList<Optional<Double>>();
    for (String line : Files.readAllLines(output)) {
      var answer = ANSWER.matcher(line);
      assertThat(answer.matches()).as(line).isTrue();
      answers.add(
          answer.group(1).equals("succeeded")
              ? Optional.of(Double.parseDouble(answer.group(2)))
              : Optional.empty());
    }
    assertThat(answers).hasSameSizeAs(questions);
    return answers;
  }

  private static boolean run(List<String> command, String input) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      return process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
