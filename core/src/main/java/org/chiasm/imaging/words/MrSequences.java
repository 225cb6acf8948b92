package org.chiasm.imaging.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * Which contrast an MR series has, from {@code mr-sequences.tsv} and, where no word tells, from its
 * timing.
 */
public final class MrSequences {
  private static final MrSequences SHIPPED = load();
  private static final double SHORT_TE_MS = 30;
  private static final double LONG_TE_MS = 70;
  private static final double SHORT_TR_MS = 1000;
  private static final double LONG_TR_MS = 1800;
  private static final double STEADY_FLIP = 35;

  private record Mark(String sequence, String kind, List<String> words) {}

  /**
   * A contrast, and what tells it.
   *
   * @param sequence such as {@code flair}, by the study file's words
   * @param attribute the keyword that says so
   * @param certain whether a coded attribute says so, rather than words or timing
   */
  public record Finding(String sequence, String attribute, boolean certain) {}

  private final List<Mark> marks;

  private MrSequences(List<Mark> marks) {
    this.marks = marks;
  }

  /** The table that ships with Chiasm. */
  public static MrSequences shipped() {
    return SHIPPED;
  }

  /** The contrast of a series with these attributes, by keyword; empty if nothing tells. */
  public Optional<Finding> of(UnaryOperator<String> attributes) {
    return coded(attributes)
        .or(() -> diffusion(attributes))
        .or(() -> described(attributes, "SeriesDescription").map(each -> nulled(each, attributes)))
        .or(() -> described(attributes, "ProtocolName").map(each -> nulled(each, attributes)))
        .or(() -> timed(attributes));
  }

  /**
   * What words call T2 is FLAIR or STIR where the inversion time nulls fluid or fat, and T2* where a
   * gradient echo is read late; what they call STIR (TIRM) is FLAIR where fluid is nulled; and what
   * they call FLAIR is T1 weighted with an echo too short for T2.
   */
  private static Finding nulled(Finding described, UnaryOperator<String> attributes) {
    var other =
        switch (described.sequence()) {
          case "t2" -> List.of("flair", "stir", "t2star");
          case "stir" -> List.of("flair");
          default -> List.<String>of();
        };
    if (described.sequence().equals("flair") && isShortEcho(attributes)) {
      return new Finding("t1", described.attribute(), false);
    }
    return timed(attributes).filter(each -> other.contains(each.sequence())).orElse(described);
  }

  private static boolean isShortEcho(UnaryOperator<String> attributes) {
    double echo = either(attributes, "EchoTime", "EffectiveEchoTime").orElse(0);
    return echo > 0 && echo <= SHORT_TE_MS;
  }

  private Optional<Finding> coded(UnaryOperator<String> attributes) {
    var imageType =
        List.of(attributes.apply("ImageType").toUpperCase(Locale.ROOT).split("\\\\", -1));
    String contrast = attributes.apply("AcquisitionContrast").strip().toUpperCase(Locale.ROOT);
    for (var mark : marks) {
      if (mark.kind().equals("image_type")
          && imageType.stream().skip(2).anyMatch(mark.words()::contains)) {
        return Optional.of(new Finding(mark.sequence(), "ImageType", true));
      }
      if (mark.kind().equals("contrast") && mark.words().contains(contrast)) {
        return Optional.of(new Finding(mark.sequence(), "AcquisitionContrast", true));
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> diffusion(UnaryOperator<String> attributes) {
    if (number(attributes, "DiffusionBValue").orElse(0) > 0) {
      return Optional.of(new Finding("dwi", "DiffusionBValue", true));
    }
    for (String keyword : List.of("SequenceName", "PulseSequenceName")) {
      String name = attributes.apply(keyword).replace("*", "").strip().toUpperCase(Locale.ROOT);
      for (var mark : marks) {
        if (mark.kind().equals("name") && mark.words().stream().anyMatch(name::startsWith)) {
          return Optional.of(new Finding(mark.sequence(), keyword, true));
        }
      }
    }
    return Optional.empty();
  }

  /** The longest word in a row decides, so that "T1 FLAIR" is t1; of equally long, the first. */
  private Optional<Finding> described(UnaryOperator<String> attributes, String keyword) {
    var description =
        DescriptionWords.of(
            attributes.apply(keyword).replace("T2*", "T2STAR ").replace("PDw", "PDW "));
    Optional<Finding> best = Optional.empty();
    int longest = 0;
    for (var mark : marks) {
      for (String phrase : mark.kind().equals("word") ? mark.words() : List.<String>of()) {
        int length = phrase.split(" ", -1).length;
        if (length > longest && description.contains(phrase)) {
          longest = length;
          best = Optional.of(new Finding(mark.sequence(), keyword, false));
        }
      }
    }
    return best;
  }

  /**
   * By echo, repetition and inversion time (ms): long inversion with long echo nulls fluid, short
   * inversion nulls fat. Gradient echoes are told only where they are clearly T1 weighted or T2*: large
   * flips in quick succession balance both.
   */
  private static Optional<Finding> timed(UnaryOperator<String> attributes) {
    var echo = either(attributes, "EchoTime", "EffectiveEchoTime");
    var repetition = number(attributes, "RepetitionTime");
    var inversion = either(attributes, "InversionTime", "InversionTimes");
    if (echo.isEmpty() || repetition.isEmpty() || echo.getAsDouble() <= 0) {
      return Optional.empty();
    }
    double te = echo.getAsDouble();
    double tr = repetition.getAsDouble();
    String scanning = attributes.apply("ScanningSequence").toUpperCase(Locale.ROOT);
    boolean gradient = scanning.contains("GR") && !scanning.contains("SE");
    String sequence = "";
    if (inversion.orElse(0) >= 1500 && te >= LONG_TE_MS) {
      sequence = "flair";
    } else if (inversion.orElse(0) >= 80 && inversion.orElse(0) <= 260 && !gradient) {
      sequence = "stir";
    } else if (gradient) {
      double flip = number(attributes, "FlipAngle").orElse(90);
      boolean steady = tr < 12 && flip >= STEADY_FLIP;
      sequence = te >= 12 ? "t2star" : te < 8 && !steady && (flip >= 8 || inversion.orElse(0) > 0) ? "t1" : "";
    } else if (te <= SHORT_TE_MS && tr <= SHORT_TR_MS) {
      sequence = "t1";
    } else if (te >= LONG_TE_MS && tr >= LONG_TR_MS) {
      sequence = "t2";
    } else if (te <= SHORT_TE_MS + 15 && tr >= LONG_TR_MS && inversion.isEmpty()) {
      sequence = "pd";
    }
    return sequence.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding(sequence, "EchoTime, RepetitionTime, InversionTime", false));
  }

  private static OptionalDouble either(UnaryOperator<String> attributes, String one, String other) {
    var number = number(attributes, one);
    return number.isPresent() ? number : number(attributes, other);
  }

  private static OptionalDouble number(UnaryOperator<String> attributes, String keyword) {
    try {
      double number = Double.parseDouble(attributes.apply(keyword).split("\\\\", 2)[0].strip());
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  private static MrSequences load() {
    var marks = new ArrayList<Mark>();
    for (var row : TableFile.rows("mr-sequences.tsv")) {
      marks.add(
          new Mark(
              TableFile.cell(row, "sequence"),
              TableFile.cell(row, "kind"),
              TableFile.list(row, "words")));
    }
    return new MrSequences(List.copyOf(marks));
  }
}
