package org.chiasm.connect.ecgfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.connect.recording.DigitList;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.LeadCollector;
import org.chiasm.connect.recording.Voltage;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;

/** One sequence set of an annotated ECG while it is being read. */
final class SequenceSet {
  private final boolean derived;
  private final LeadCollector leads = new LeadCollector();
  private final Map<String, double[]> quantities = new HashMap<>();
  private DigitList digits = new DigitList();
  private String code = "";
  private final List<String> names = new ArrayList<>();
  private final List<String> withoutUnit = new ArrayList<>();
  private double incrementSeconds;
  private String began;
  private long samples;

  /**
   * A set.
   *
   * @param derived whether it is of a derived series
   * @param began when its series says that it began, empty where it does not
   */
  SequenceSet(boolean derived, String began) {
    this.derived = derived;
    this.began = began;
  }

  /** The first value of a sequence: of absolute times, when the set began. */
  void head(String value) {
    if (code.equals("TIME_ABSOLUTE") && !value.isEmpty()) {
      began = value;
    }
  }

  /** When it began as the file writes it, empty where it does not say. */
  String began() {
    return began;
  }

  void begin() {
    code = "";
    digits = new DigitList();
    quantities.clear();
  }

  void code(String spelling) {
    code = spelling;
  }

  /** {@code origin} and {@code scale} in microvolts, {@code increment} in seconds. */
  void quantity(String name, String value, String unit) throws EcgFileException {
    var factor = name.equals("increment") ? Voltage.seconds(unit) : Voltage.microvolts(unit);
    if (factor.isEmpty()) {
      return;
    }
    try {
      quantities.put(name, new double[] {Double.parseDouble(value) * factor.getAsDouble()});
    } catch (NumberFormatException _) {
      throw EcgFileException.malformed(name + " of a sequence is not a number");
    }
  }

  void digits(char[] text, int from, int length) throws EcgFileException {
    digits.append(text, from, length);
  }

  void end() throws EcgFileException {
    if (code.startsWith("TIME_")) {
      incrementSeconds = value("increment", 0);
      return;
    }
    if (!LeadNames.isEcg(code)) {
      return;
    }
    String name = code.replace("MDC_ECG_LEAD_", "");
    if (!quantities.containsKey("scale")) {
      withoutUnit.add(name);
      return;
    }
    double scale = value("scale", 1);
    double origin = value("origin", 0);
    var microvolts = digits.values();
    for (int i = 0; i < microvolts.length; i++) {
      microvolts[i] = (float) (origin + scale * microvolts[i]);
    }
    samples = Math.max(samples, microvolts.length);
    leads.add(name, microvolts);
    names.add(name);
  }

  /** The leads as the file spells them, without the prefix of the nomenclature. */
  List<String> leads() {
    return List.copyOf(names);
  }

  /** Leads whose samples have no scale in a unit of voltage. */
  List<String> withoutUnit() {
    return List.copyOf(withoutUnit);
  }

  boolean isEmpty() {
    return samples == 0 || !(incrementSeconds > 0);
  }

  boolean isDerived() {
    return derived;
  }

  boolean isBetterThan(SequenceSet other) {
    if (isEmpty() || other.isEmpty() || derived != other.derived) {
      return !isEmpty() && (other.isEmpty() || other.derived);
    }
    return samples > other.samples;
  }

  EcgSignal signal() throws EcgFileException {
    return leads.signal(Math.rint(1e6 / incrementSeconds) / 1e6);
  }

  private double value(String name, double otherwise) {
    return quantities.getOrDefault(name, new double[] {otherwise})[0];
  }
}
