package org.chiasm.note.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import org.chiasm.note.context.Context.Experiencer;
import org.chiasm.note.context.Context.Negation;
import org.chiasm.note.context.Context.Temporality;
import org.chiasm.note.text.Language;
import org.chiasm.note.text.Section;
import org.chiasm.note.text.SectionSplitter;
import org.chiasm.note.text.SentenceSplitter;
import org.chiasm.note.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sentences made from frames whose meaning is known: whatever concepts stand in them, in whatever
 * case, and whatever harmless sentence stands before or after, they are read the same and right.
 */
class GeneratedSentencesTest {
  private static final int DRAWS = 12;
  private static final Pattern PLACE = Pattern.compile("\\{([A-D])\\|([^}]*)}");

  private static final Map<String, List<String>> CONCEPTS =
      Map.of(
          "en",
          List.of(
              "chest pain",
              "pneumonia",
              "pulmonary embolism",
              "seizures",
              "heart failure",
              "GI bleeding",
              "deep venous thrombosis",
              "COPD exacerbation",
              "left-sided weakness",
              "AFib",
              "MI",
              "type 2 diabetes",
              "kidney stones",
              "lymphadenopathy",
              "abdominal aortic aneurysm"),
          "de",
          List.of(
              "Pneumonie",
              "Lungenembolie",
              "Herzinsuffizienz",
              "Thrombose",
              "COPD",
              "Blutung",
              "Mitralinsuffizienz",
              "KHK",
              "Epilepsie",
              "Niereninsuffizienz",
              "Raumforderung"));

  /** What may stand before, as a sentence or heading of its own. */
  private static final Map<String, List<String>> BEFORE =
      Map.of(
          "en",
          List.of(
              "", "Vital signs stable. ", "HPI: ", "Dr. Smith saw him at 3.30 p.m. today. ", "2) "),
          "de",
          List.of("", "Guter Allgemeinzustand. ", "Befund: ", "Dr. Müller sah ihn um 15.30 Uhr. "));

  private static final Map<String, List<String>> AFTER =
      Map.of(
          "en", List.of("", " Labs were drawn.", "\nBP 120/80.", "  Plan as above."),
          "de", List.of("", " Labor abgenommen.", "\nRR 120/80."));

  private record Disagreement(String frame, String text, String concept, Context context) {
    @Override
    public String toString() {
      return frame
          + "  <- "
          + text.replace('\n', '/')
          + "  ["
          + concept
          + "] "
          + context.negation()
          + " "
          + context.temporality()
          + " "
          + context.experiencer();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void everySentenceIsReadAsItsFrameSays(String code) {
    assertThat(disagreements(code)).isEmpty();
  }

  /** Prints the disagreements, one for each frame, and their share. */
  public static void main(String[] codes) {
    for (String code : codes) {
      var all = disagreements(code);
      String last = "";
      for (var each : all) {
        if (!each.frame().equals(last)) {
          System.out.println(each);
        }
        last = each.frame();
      }
      System.out.println(
          code
              + ": "
              + frames(code).size()
              + " frames, in disagreement "
              + all.stream().map(Disagreement::frame).distinct().count());
    }
  }

  private static List<Disagreement> disagreements(String code) {
    var language = Language.of(code).orElseThrow();
    var random = new Random(41);
    var found = new ArrayList<Disagreement>();
    for (String frame : frames(code)) {
      for (int draw = 0; draw < DRAWS; draw++) {
        var concepts = new ArrayList<>(Objects.requireNonNull(CONCEPTS.get(code)));
        Collections.shuffle(concepts, random);
        boolean capitals = random.nextInt(4) == 0;
        String before = draw == 0 ? "" : pick(BEFORE, code, random);
        String after = draw == 0 ? "" : pick(AFTER, code, random);
        read(language, frame, concepts, capitals, before, after, found);
      }
    }
    return found;
  }

  private static String pick(Map<String, List<String>> from, String code, Random random) {
    var all = Objects.requireNonNull(from.get(code));
    return all.get(random.nextInt(all.size()));
  }

  private static void read(
      Language language,
      String frame,
      List<String> concepts,
      boolean capitals,
      String before,
      String after,
      List<Disagreement> found) {
    var text = new StringBuilder(before);
    var spans = new ArrayList<Span>();
    var flags = new ArrayList<String>();
    var matcher = PLACE.matcher(frame);
    int end = 0;
    while (matcher.find()) {
      text.append(frame, end, matcher.start());
      String concept = concepts.get(matcher.group(1).charAt(0) - 'A');
      spans.add(new Span(text.length(), text.length() + concept.length()));
      flags.add(matcher.group(2));
      text.append(capitals ? concept.toUpperCase(Locale.ROOT) : concept);
      end = matcher.end();
    }
    text.append(frame.substring(end));
    boolean ended = ".?!".indexOf(text.charAt(text.length() - 1)) >= 0;
    text.append(ended || after.isEmpty() ? after : "\n" + after.strip());
    String note = text.toString();
    for (int i = 0; i < spans.size(); i++) {
      var context = contextAt(note, spans.get(i), language);
      if (!agrees(context, flags.get(i))) {
        found.add(new Disagreement(frame, note, spans.get(i).of(note), context));
      }
    }
  }

  private static boolean agrees(Context context, String flags) {
    var time =
        flags.contains("?")
            ? Temporality.HYPOTHETICAL
            : flags.contains("h") ? Temporality.HISTORICAL : Temporality.RECENT;
    boolean negated = flags.contains("-");
    return (context.negation() == Negation.NEGATED) == negated
        && (context.experiencer() == Experiencer.OTHER) == flags.contains("f")
        && (negated || flags.contains("~") || context.temporality() == time);
  }

  /** As a note's reader would read a mention there. */
  private static Context contextAt(String note, Span span, Language language) {
    for (Section section : new SectionSplitter(language).split(note)) {
      for (Span sentence : new SentenceSplitter(language).split(note, section.body())) {
        if (sentence.start() <= span.start() && span.start() < sentence.end()) {
          return SentenceAnalysis.of(note, sentence, language).context(span, section);
        }
      }
    }
    return Context.PLAIN;
  }

  private static List<String> frames(String code) {
    try (var stream =
        Objects.requireNonNull(
            GeneratedSentencesTest.class.getResourceAsStream(code + ".frames.txt"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("# "))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
