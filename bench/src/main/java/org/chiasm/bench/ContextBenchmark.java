package org.chiasm.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.chiasm.note.context.Context;
import org.chiasm.note.context.SentenceContext;
import org.chiasm.note.text.Language;

/**
 * Sentences a second on one core: the context of one concept in each annotated sentence of
 * chapmanbe/negex, locating the concept included; then medspaCy on the same sentences where Python
 * has it.
 */
public final class ContextBenchmark {
  private static final double SECONDS_A_ROUND = 3;
  private static final int ROUNDS = 4;

  private ContextBenchmark() {}

  /** Takes the path of {@code rsAnnotations.txt}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var file = Path.of(arguments[0]);
    var rows = new ArrayList<String[]>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      rows.add(line.split("\t", -1));
    }
    rows.removeFirst();
    var contexts = SentenceContext.in(Language.english());
    for (int round = 1; round <= ROUNDS; round++) {
      long negated = 0;
      long sentences = 0;
      long start = System.nanoTime();
      double seconds = 0;
      while (seconds < SECONDS_A_ROUND) {
        for (var row : rows) {
          var context = contexts.read(row[2], row[1]).context();
          negated += context.negation() == Context.Negation.NEGATED ? 1 : 0;
        }
        sentences += rows.size();
        seconds = (System.nanoTime() - start) / 1e9;
      }
      System.out.printf(
          Locale.ROOT,
          "round %d: %,.0f sentences/s (one thread; %d sentences, %.3f negated)%n",
          round,
          sentences / seconds,
          rows.size(),
          (double) negated / sentences);
    }
    medspacy(file);
  }

  private static void medspacy(Path file) throws IOException, InterruptedException {
    String script =
        """
        import sys, time
        import spacy, medspacy
        from medspacy.context import ConText
        from medspacy.target_matcher import TargetRule
        rows = [l.rstrip('\\n').split('\\t') for l in open(sys.argv[1], encoding='latin-1')][1:]
        nlp = medspacy.load(enable=['target_matcher', 'context'])
        start = time.time()
        for row in rows:
            nlp.get_pipe('medspacy_target_matcher').add(TargetRule(row[1].strip(), 'C'))
            nlp(row[2])
        print('medspaCy: %.0f sentences/s' % (len(rows) / (time.time() - start)))
        """;
    var process =
        new ProcessBuilder(List.of("python3", "-c", script, file.toString()))
            .redirectErrorStream(true)
            .start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.println(
        ended && process.exitValue() == 0
            ? said.strip()
            : "medspaCy could not be run here (pip install medspacy); going on without it: "
                + said.strip().lines().reduce("", (_, last) -> last));
  }
}
