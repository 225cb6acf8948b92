package org.chiasm.waveform;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names under which files state intervals of an electrocardiogram: ISO/IEEE 11073-10102
 * reference identifiers ({@code MDC_ECG_TIME_PD_PR}), SCP-ECG codes of DICOM PS3.16 CID 3687
 * ({@code 5.13.5-7}) and plain words ({@code QRS Duration}).
 */
public final class IntervalNames {
  private static final Pattern FILLER =
      Pattern.compile(
          "MDC_ECG_(TIME_PD_)?|INTERVAL|DURATION|GLOBAL|VENTRICULAR|MEAN|MEDIAN|\\(.*\\)|[\\s_:.-]");
  private static final Map<String, String> CODES =
      Map.of(
          "5.10.2.1-3", "rr",
          "5.13.5-7", "pr",
          "5.13.5-9", "qrs",
          "5.13.5-11", "qt",
          "5.10.2.5-5", "qtc",
          "2:15872", "pr",
          "2:16156", "qrs",
          "2:16160", "qt",
          "2:16168", "rr",
          "2:16770", "heart_rate");
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("RR", "rr"),
          Map.entry("P", "p"),
          Map.entry("PWAVE", "p"),
          Map.entry("PR", "pr"),
          Map.entry("PQ", "pr"),
          Map.entry("PRQ", "pr"),
          Map.entry("QRS", "qrs"),
          Map.entry("QT", "qt"),
          Map.entry("QTC", "qtc"),
          Map.entry("QTCB", "qtc_bazett"),
          Map.entry("QTCBAZETT", "qtc_bazett"),
          Map.entry("QTCF", "qtc_fridericia"),
          Map.entry("QTCFRIDERICIA", "qtc_fridericia"),
          Map.entry("HEARTRATE", "heart_rate"),
          Map.entry("RATE", "heart_rate"));

  private IntervalNames() {}

  /**
   * The name this system uses: {@code rr}, {@code p}, {@code pr}, {@code qrs}, {@code qt}, {@code
   * qtc} where the correction is not said, {@code qtc_bazett}, {@code qtc_fridericia} or {@code
   * heart_rate}; empty where it is none of these.
   */
  public static Optional<String> of(String spelling) {
    String upper = spelling.strip().toUpperCase(Locale.ROOT);
    String byCode = CODES.get(upper);
    return Optional.ofNullable(
        byCode == null ? WORDS.get(FILLER.matcher(upper).replaceAll("")) : byCode);
  }
}
