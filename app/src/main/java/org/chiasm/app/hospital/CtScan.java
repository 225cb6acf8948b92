package org.chiasm.app.hospital;

import java.util.List;

/**
 * Which series a scanner sends of one chest CT, and which of them is the one a radiologist would
 * hand to a lung model.
 */
record CtScan(Scanner scanner, boolean hasThinLungSeries, List<Series> series) {
  private static final double WITHOUT_THIN_LUNG_SERIES_SHARE = 0.05;
  private static final double BLANK_BODY_PART_SHARE = 0.25;

  /** Copies the series. */
  CtScan {
    series = List.copyOf(series);
  }

  /** A make of scanner with the names it gives its kernels. */
  enum Scanner {
    SIEMENS("SIEMENS", "SOMATOM Force", "Bl57d", "Br40d"),
    GE("GE MEDICAL SYSTEMS", "Revolution CT", "LUNG", "STANDARD"),
    PHILIPS("Philips", "iCT 256", "YB", "B"),
    CANON("TOSHIBA", "Aquilion ONE", "FC51", "FC13");

    final String manufacturer;
    final String model;
    final String lungKernel;
    final String softKernel;

    Scanner(String manufacturer, String model, String lungKernel, String softKernel) {
      this.manufacturer = manufacturer;
      this.model = model;
      this.lungKernel = lungKernel;
      this.softKernel = softKernel;
    }
  }

  /** What a series is. */
  enum Content {
    LOCALIZER,
    LUNG_THIN,
    LUNG_THICK,
    SOFT,
    DOSE_PAGE
  }

  /**
   * One series.
   *
   * @param description as the technologist's protocol names it, may mislead or be empty
   * @param bodyPart may be empty
   */
  record Series(
      int number,
      Content content,
      String description,
      String bodyPart,
      double thicknessMm,
      int slices) {}

  static CtScan of(long seed, PatientTruth patient) {
    var chance = new Chance(seed, patient.index(), "ct-protocol");
    var scanner = chance.oneOf(List.of(Scanner.values()));
    boolean thin = !chance.happens(WITHOUT_THIN_LUNG_SERIES_SHARE);
    String bodyPart =
        chance.happens(BLANK_BODY_PART_SHARE) ? "" : chance.oneOf(List.of("CHEST", "THORAX"));
    boolean vague = chance.happens(0.2);
    var lung =
        thin
            ? new Series(3, Content.LUNG_THIN, vague ? "3mm" : "Thorax lung 3.0", bodyPart, 3, 24)
            : new Series(3, Content.LUNG_THICK, vague ? "6mm" : "Thorax lung 6.0", bodyPart, 6, 12);
    var soft =
        chance.happens(0.3)
            ? new Series(2, Content.SOFT, vague ? "3mm" : "Thorax soft 3.0", bodyPart, 3, 24)
            : new Series(2, Content.SOFT, vague ? "6mm" : "Thorax soft 6.0", bodyPart, 6, 12);
    return new CtScan(
        scanner,
        thin,
        List.of(
            new Series(1, Content.LOCALIZER, "Topogram", bodyPart, 0, 1),
            soft,
            lung,
            new Series(99, Content.DOSE_PAGE, "Dose Report", "", 0, 1)));
  }

  /** The kernel as the scanner writes it; empty where the pixels were not reconstructed. */
  String kernel(Content content) {
    return switch (content) {
      case LUNG_THIN, LUNG_THICK -> scanner.lungKernel;
      case SOFT -> scanner.softKernel;
      case LOCALIZER, DOSE_PAGE -> "";
    };
  }
}
