package org.chiasm.connect.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;

/**
 * The electrocardiogram leads among the SampledData of one Observation. A lead is a voltage whose
 * code names a lead, or whose code or the Observation's says that it is an electrocardiogram.
 * Belongs to one thread.
 */
public final class SampledLeads {
  private static final Pattern LEAD_IN_WORDS = Pattern.compile("^.*\\bLEAD\\s+");
  private static final Pattern ELECTROCARDIOGRAM =
      Pattern.compile("\\b(?:ECG|EKG|E[LK]E[CK]TRO[CK]ARDIO\\w*)\\b|MDC_ECG_|^11524-6$|^131328$");

  private final boolean isEcg;
  private final LeadCollector leads = new LeadCollector();
  private final List<String> reservations = new ArrayList<>();
  private double periodMs;

  /**
   * Of an Observation.
   *
   * @param names the codes, displays and words of its own code
   */
  public SampledLeads(List<String> names) {
    this.isEcg = isElectrocardiogram(names);
  }

  /**
   * Adds the leads of one value; what is no electrocardiogram lead is passed over.
   *
   * @param names the codes, displays and words of its code
   * @throws EcgFileException if it is a lead that cannot be read, or is sampled at another period
   *     than the leads before
   */
  public void add(List<String> names, SampledData data) throws EcgFileException {
    var lead = lead(names);
    if (!data.isVoltage() || (lead.isEmpty() && !isEcg && !isElectrocardiogram(names))) {
      return;
    }
    var microvolts = data.microvolts();
    if (periodMs != 0 && Math.abs(data.periodMs() / periodMs - 1) > 1e-6) {
      throw EcgFileException.unsupported("components of different sampling periods");
    }
    periodMs = data.periodMs();
    if (microvolts.length == LeadNames.STANDARD.size()) {
      reservations.add("LEADS_ASSUMED");
    }
    for (int dimension = 0; dimension < microvolts.length; dimension++) {
      leads.add(name(lead, dimension, microvolts.length), microvolts[dimension]);
    }
  }

  /** Whether there is no lead yet. */
  public boolean isEmpty() {
    return leads.isEmpty();
  }

  /** Why the signal is good for less than it looks: {@code LEADS_ASSUMED}. */
  public List<String> reservations() {
    return List.copyOf(reservations);
  }

  /** All leads. */
  public EcgSignal signal() throws EcgFileException {
    return leads.signal(Math.rint(1e9 / periodMs) / 1e6);
  }

  /** Twelve dimensions are taken for the standard leads; of other counts nobody can say. */
  private static String name(Optional<String> lead, int dimension, int dimensions) {
    return switch (dimensions) {
      case 1 -> lead.orElse("ECG");
      case 12 -> LeadNames.STANDARD.get(dimension);
      default -> "ECG";
    };
  }

  private static Optional<String> lead(List<String> names) {
    var spellings =
        names.stream()
            .flatMap(
                name ->
                    List.of(
                        name, LEAD_IN_WORDS.matcher(name.toUpperCase(Locale.ROOT)).replaceFirst(""))
                        .stream())
            .toList();
    return spellings.stream()
        .flatMap(spelling -> LeadNames.standard(spelling).stream())
        .findFirst()
        .or(() -> spellings.stream().filter(LeadNames::isEcg).findFirst());
  }

  /** Whether the codes, displays and words of a code say that it is an electrocardiogram. */
  public static boolean isElectrocardiogram(List<String> names) {
    return names.stream()
        .anyMatch(name -> ELECTROCARDIOGRAM.matcher(name.toUpperCase(Locale.ROOT)).find());
  }
}
