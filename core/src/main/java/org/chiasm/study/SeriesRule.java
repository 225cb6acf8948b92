package org.chiasm.study;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * Which image series an input accepts: every criterion must hold. Criteria are named in the words
 * of the study file; the imaging curator decides what they mean in DICOM attributes.
 *
 * @param criteria in file order
 */
public record SeriesRule(List<Criterion> criteria) {
  /** Equipment that makes no slices, by DICOM Modality (0008,0060); tomosynthesis apart. */
  public static final Set<String> FLAT =
      Set.of("SM", "OP", "XC", "CR", "DX", "MG", "RG", "IO", "PX");

  /** How a criterion's values are meant. */
  public enum Sense {
    /** One of them. */
    IS("="),
    /** None of them. */
    IS_NOT("!="),
    /** A part of the series' value fits one of these regular expressions, whatever the case. */
    MATCHES("~"),
    /** It fits none of them. */
    MATCHES_NOT("!~");

    private final String symbol;

    Sense(String symbol) {
      this.symbol = symbol;
    }

    /** As written in a rule. */
    public String symbol() {
      return symbol;
    }

    /** Whether the criterion holds where the values do not fit. */
    public boolean isNegated() {
      return this == IS_NOT || this == MATCHES_NOT;
    }

    /** Whether the values are regular expressions. */
    public boolean isPattern() {
      return this == MATCHES || this == MATCHES_NOT;
    }
  }

  /**
   * One condition on a series.
   *
   * @param property the name of a {@link SeriesProperty}
   * @param comparison how the series' value must relate to {@code values}
   * @param values accepted values, at least one; exactly one number, in the property's unit (mm),
   *     where the comparison is not equality
   * @param sense how the values are meant; {@link Sense#IS} where the comparison is not equality
   */
  public record Criterion(
      String property, Comparison comparison, List<String> values, Sense sense) {
    /** Copies the values. */
    public Criterion {
      requireNonNull(property, "property");
      requireNonNull(comparison, "comparison");
      requireNonNull(sense, "sense");
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("Criterion " + property + " has no value");
      }
    }

    /** A criterion that one of the values fits. */
    public Criterion(String property, Comparison comparison, List<String> values) {
      this(property, comparison, values, Sense.IS);
    }

    /** The same criterion without its negation. */
    public Criterion affirmed() {
      return switch (sense) {
        case IS_NOT -> new Criterion(property, comparison, values, Sense.IS);
        case MATCHES_NOT -> new Criterion(property, comparison, values, Sense.MATCHES);
        case IS, MATCHES -> this;
      };
    }
  }

  /** Copies the criteria. */
  public SeriesRule {
    criteria = List.copyOf(criteria);
  }

  /**
   * Whether a series of slices can be accepted: not where every DICOM Modality that is named makes
   * single pictures, unless tomosynthesis is asked for.
   */
  public boolean allowsSlices() {
    return names(SeriesProperty.IMAGE_KIND).contains("tomosynthesis")
        || names(SeriesProperty.DICOM_MODALITY).isEmpty()
        || !FLAT.containsAll(names(SeriesProperty.DICOM_MODALITY));
  }

  /** The values of which a property must have one. */
  private List<String> names(SeriesProperty property) {
    return criteria.stream()
        .filter(each -> each.property().equals(property.key()) && each.sense() == Sense.IS)
        .flatMap(each -> each.values().stream())
        .toList();
  }
}
