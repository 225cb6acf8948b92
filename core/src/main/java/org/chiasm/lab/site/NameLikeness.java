package org.chiasm.lab.site;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.chiasm.lab.Analyte;
import org.chiasm.lab.AnalyteTable;
import org.jspecify.annotations.Nullable;

/**
 * How like a feed's words are to the names of analytes: the whole name, a name among the words, or
 * shared runs of three letters (Dice's coefficient). Words that only qualify (absolute, total,
 * enzymatic) are left out for a second look; words for a specimen decide between the analytes of
 * blood, urine and cerebrospinal fluid, and other fluids have none; a name of blood cells stands
 * for their number and for their percentage unless it says which.
 */
final class NameLikeness {
  private static final Pattern SPLIT = Pattern.compile("[^\\p{L}\\p{N}%]+");
  private static final int SHORT = 3;
  private static final double DICE_MIN = 0.55;
  private static final double DICE_WEIGHT = 0.8;
  private static final double PART_WEIGHT = 0.95;
  private static final double QUALIFIED_WEIGHT = 0.97;
  private static final String PERCENT = "_percent";

  private static final Set<String> PERCENT_WORDS =
      Set.of("%", "percent", "prozent", "relativ", "relative", "rel", "percentage");
  private static final Set<String> COUNT_WORDS =
      Set.of("absolute", "absolut", "abs", "count", "zahl", "number", "#");
  private static final Set<String> QUALIFIERS =
      Set.of(
          "level",
          "measured",
          "calculated",
          "berechnet",
          "gemessen",
          "enzymatic",
          "enzymatisch",
          "jaffe",
          "photometrisch",
          "functional",
          "random",
          "total",
          "gesamt",
          "whole",
          "im",
          "in",
          "of",
          "n",
          "nach",
          "by",
          "der",
          "serum",
          "plasma",
          "blood",
          "blut",
          "fluorid",
          "edta",
          "heparin",
          "citrat",
          "capillary",
          "kapillar",
          "arterial",
          "arteriell",
          "venous",
          "venos",
          "granulozyten",
          "granulocytes",
          "conc",
          "concentration",
          "konzentration",
          "value",
          "result",
          "lab",
          "poc",
          "poct");

  private static final Map<String, String> SPECIMENS =
      Map.ofEntries(
          Map.entry("urine", "urine_"),
          Map.entry("urin", "urine_"),
          Map.entry("urinary", "urine_"),
          Map.entry("harn", "urine_"),
          Map.entry("urina", "urine_"),
          Map.entry("ur", "urine_"),
          Map.entry("csf", "csf_"),
          Map.entry("liquor", "csf_"),
          Map.entry("lcr", "csf_"),
          Map.entry("cerebrospinal", "csf_"));
  private static final Set<String> OTHER_SPECIMENS =
      Set.of(
          "pleural",
          "pleura",
          "ascites",
          "ascitic",
          "aszites",
          "peritoneal",
          "joint",
          "synovial",
          "stool",
          "stuhl",
          "sputum",
          "saliva",
          "speichel",
          "amniotic",
          "fruchtwasser",
          "dialysate",
          "dialysat",
          "drainage",
          "punktat",
          "erguss",
          "sweat",
          "schweiss",
          "fluid",
          "bile",
          "galle",
          "fezes",
          "liquido");

  private static final Map<String, Set<String>> GRAMS =
      AnalyteTable.standard().names().keySet().stream()
          .filter(name -> name.length() > SHORT)
          .collect(Collectors.toUnmodifiableMap(name -> name, NameLikeness::grams));

  private NameLikeness() {}

  /** Analyte to likeness, 0 to 1; those without any are left out. */
  static Map<Analyte, Double> of(String text) {
    var words = words(text);
    if (words.stream().anyMatch(OTHER_SPECIMENS::contains)) {
      return Map.of();
    }
    var likeness = likeness(text, words);
    var plain = words.stream().filter(word -> !isQualifier(word)).toList();
    if (!plain.isEmpty() && plain.size() < words.size()) {
      likeness(String.join(" ", plain), plain)
          .forEach((analyte, like) -> likeness.merge(analyte, QUALIFIED_WEIGHT * like, Math::max));
    }
    return ofSpecimen(withPercentages(likeness, words), words);
  }

  private static boolean isQualifier(String word) {
    return QUALIFIERS.contains(word)
        || COUNT_WORDS.contains(word)
        || PERCENT_WORDS.contains(word)
        || SPECIMENS.containsKey(word);
  }

  /** The number and the percentage of the same cells, unless the words say which. */
  private static Map<Analyte, Double> withPercentages(
      Map<Analyte, Double> likeness, List<String> words) {
    boolean percent = words.stream().anyMatch(PERCENT_WORDS::contains);
    boolean count = words.stream().anyMatch(COUNT_WORDS::contains);
    var both = new HashMap<>(likeness);
    likeness.forEach(
        (analyte, like) -> {
          boolean isPercent = analyte.name().endsWith(PERCENT);
          String other =
              isPercent
                  ? analyte.name().substring(0, analyte.name().length() - PERCENT.length())
                  : analyte.name() + PERCENT;
          AnalyteTable.standard()
              .named(other)
              .ifPresent(
                  each -> {
                    both.merge(each, QUALIFIED_WEIGHT * like, Math::max);
                    if (percent != count) {
                      both.remove(percent == isPercent ? each : analyte);
                    }
                  });
        });
    return both;
  }

  /** Analytes of the specimen the words name; of blood where they name none. */
  private static Map<Analyte, Double> ofSpecimen(
      Map<Analyte, Double> likeness, List<String> words) {
    var specimen = words.stream().map(SPECIMENS::get).filter(Objects::nonNull).findFirst();
    if (specimen.isEmpty()) {
      return likeness;
    }
    var own = new HashMap<Analyte, Double>();
    likeness.forEach(
        (analyte, like) -> {
          if (analyte.name().startsWith(specimen.get()) || analyte.name().contains("ratio")) {
            own.merge(analyte, like, Math::max);
          } else {
            AnalyteTable.standard()
                .named(specimen.get() + analyte.name().replace("total_", ""))
                .ifPresent(each -> own.merge(each, like, Math::max));
          }
        });
    return own;
  }

  private static Map<Analyte, Double> likeness(String text, List<String> words) {
    var table = AnalyteTable.standard();
    var likeness = new HashMap<Analyte, Double>();
    table.named(text).ifPresent(analyte -> likeness.put(analyte, 1.0));
    int letters = words.stream().mapToInt(String::length).sum();
    for (int from = 0; from < words.size(); from++) {
      var run = new StringBuilder();
      for (int to = from; to < words.size(); to++) {
        run.append(words.get(to));
        var analyte = named(table, run.toString());
        if (analyte != null) {
          double share = Math.sqrt((double) run.length() / letters);
          likeness.merge(analyte, PART_WEIGHT * share, Math::max);
        }
      }
    }
    String whole = String.join("", words);
    var grams = grams(whole);
    if (whole.length() > SHORT) {
      GRAMS.forEach(
          (name, own) -> {
            double dice = dice(grams, own);
            if (dice >= DICE_MIN) {
              likeness.merge(table.names().get(name), DICE_WEIGHT * dice, Math::max);
            }
          });
    }
    return likeness;
  }

  /** A name as it stands, or in the plural. */
  private static @Nullable Analyte named(AnalyteTable table, String name) {
    var analyte = table.names().get(name);
    return analyte != null || name.length() <= SHORT ? analyte : table.names().get(name + "s");
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    String plain =
        Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT);
    for (String word : SPLIT.split(plain, -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static Set<String> grams(String text) {
    var grams = new HashSet<String>();
    String padded = " " + text + " ";
    for (int i = 0; i + SHORT <= padded.length(); i++) {
      grams.add(padded.substring(i, i + SHORT));
    }
    return grams;
  }

  private static double dice(Set<String> one, Set<String> other) {
    long shared = one.stream().filter(other::contains).count();
    return 2.0 * shared / (one.size() + other.size());
  }
}
