package org.chiasm.connect.ecgfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.waveform.IntervalNames;
import org.chiasm.waveform.LeadNames;

/**
 * Reads a FHIR Observation whose value or components are SampledData (FHIR R4 SampledData; {@code
 * interval} with {@code intervalUnit} of R5 as well), or the first such Observation of a Bundle.
 * Each component is a lead named by its code; of several dimensions, samples alternate. {@code E}
 * is a missing sample, {@code U} and {@code L} stand at the limits that are stated, else missing.
 */
final class SampledData {
  private final LeadCollector leads = new LeadCollector();
  private final SortedMap<String, Double> stated = new TreeMap<>();
  private final List<String> remarks = new ArrayList<>();
  private double periodMs;

  private SampledData() {}

  /** Reads a document. */
  static EcgRecord read(byte[] file) throws EcgFileException {
    var document = JsonTree.object(file);
    var observations = new ArrayList<Map<String, Object>>();
    if (JsonTree.string(document, "resourceType").equals("Bundle")) {
      for (var entry : JsonTree.children(document, "entry")) {
        observations.add(JsonTree.child(entry, "resource"));
      }
    } else {
      observations.add(document);
    }
    for (var observation : observations) {
      var reader = new SampledData();
      if (JsonTree.string(observation, "resourceType").equals("Observation")) {
        reader.readObservation(observation);
      }
      if (!reader.leads.isEmpty()) {
        return new EcgRecord(
            EcgRecord.Format.FHIR_SAMPLED_DATA,
            reader.leads.signal(Math.rint(1e9 / reader.periodMs) / 1e6),
            EcgRecord.Checksum.NOT_STATED,
            reader.stated,
            List.of(),
            reader.remarks);
      }
    }
    throw EcgFileException.unsupported(
        "JSON without a FHIR Observation whose SampledData are ECG leads in a unit of voltage");
  }

  private void readObservation(Map<String, Object> observation) throws EcgFileException {
    var own = JsonTree.child(observation, "valueSampledData");
    if (!own.isEmpty()) {
      lead(names(JsonTree.child(observation, "code")), own);
    }
    for (var component : JsonTree.children(observation, "component")) {
      var names = names(JsonTree.child(component, "code"));
      var data = JsonTree.child(component, "valueSampledData");
      if (data.isEmpty()) {
        interval(names, JsonTree.child(component, "valueQuantity"));
      } else {
        lead(names, data);
      }
    }
  }

  private void interval(List<String> names, Map<String, Object> quantity) {
    double value = JsonTree.number(quantity, "value", Double.NaN);
    String unit = unit(quantity);
    for (String name : names) {
      IntervalNames.of(name)
          .filter(_ -> value > 0)
          .ifPresent(
              known ->
                  stated.putIfAbsent(
                      known,
                      known.equals("heart_rate")
                          ? value
                          : value * 1000 * Voltage.seconds(unit).orElse(1e-3)));
    }
  }

  private void lead(List<String> names, Map<String, Object> data) throws EcgFileException {
    var origin = JsonTree.child(data, "origin");
    OptionalDouble unit = Voltage.microvolts(unit(origin));
    if (unit.isEmpty()) {
      return;
    }
    int dimensions = (int) JsonTree.number(data, "dimensions", 1);
    if (dimensions < 1 || dimensions > 256) {
      throw EcgFileException.malformed("dimensions " + dimensions + "; expected 1 to 256");
    }
    double period = period(data);
    if (periodMs != 0 && Math.abs(period / periodMs - 1) > 1e-6) {
      throw EcgFileException.unsupported("components of different sampling periods");
    }
    periodMs = period;
    var values =
        values(
            JsonTree.string(data, "data"),
            JsonTree.number(data, "lowerLimit", Double.NaN),
            JsonTree.number(data, "upperLimit", Double.NaN));
    double factor = JsonTree.number(data, "factor", 1) * unit.getAsDouble();
    double zero = JsonTree.number(origin, "value", 0) * unit.getAsDouble();
    var leadNames = leadNames(names, dimensions);
    for (int d = 0; d < dimensions; d++) {
      var lead = new float[values.length / dimensions];
      for (int i = 0; i < lead.length; i++) {
        lead[i] = (float) (zero + factor * values[i * dimensions + d]);
      }
      leads.add(leadNames.get(d), lead);
    }
  }

  private List<String> leadNames(List<String> names, int dimensions) {
    if (dimensions == LeadNames.STANDARD.size()) {
      remarks.add("LEADS_ASSUMED: twelve dimensions without names, taken in the standard order");
      return LeadNames.STANDARD;
    }
    String name =
        names.stream()
            .filter(each -> LeadNames.standard(each).isPresent())
            .findFirst()
            .or(() -> names.stream().filter(LeadNames::isEcg).findFirst())
            .orElse("ECG");
    var all = new String[dimensions];
    Arrays.fill(all, name);
    return List.of(all);
  }

  private static double period(Map<String, Object> data) throws EcgFileException {
    double period = JsonTree.number(data, "period", Double.NaN);
    if (Double.isNaN(period)) {
      double interval = JsonTree.number(data, "interval", Double.NaN);
      period =
          interval * 1000 * Voltage.seconds(JsonTree.string(data, "intervalUnit")).orElse(1e-3);
    }
    if (!(period > 0) || !Double.isFinite(period)) {
      throw EcgFileException.malformed("SampledData without a positive period in milliseconds");
    }
    return period;
  }

  private static float[] values(String data, double lower, double upper) throws EcgFileException {
    var numbers = new DigitList();
    var word = new StringBuilder();
    for (int i = 0; i <= data.length(); i++) {
      char letter = i < data.length() ? data.charAt(i) : ' ';
      if (letter > ' ') {
        word.append(letter);
        if (word.length() > 64) {
          throw EcgFileException.malformed("a word of SampledData.data is longer than a number");
        }
      } else if (!word.isEmpty()) {
        String text =
            switch (word.toString()) {
              case "E" -> "NaN";
              case "L" -> Double.toString(lower);
              case "U" -> Double.toString(upper);
              default -> word.toString();
            };
        numbers.append((text + " ").toCharArray(), 0, text.length() + 1);
        word.setLength(0);
      }
    }
    return numbers.values();
  }

  private static String unit(Map<String, Object> quantity) {
    String code = JsonTree.string(quantity, "code");
    return Voltage.microvolts(code).isPresent() || Voltage.seconds(code).isPresent()
        ? code
        : JsonTree.string(quantity, "unit");
  }

  private static List<String> names(Map<String, Object> concept) {
    var names = new ArrayList<String>();
    for (var coding : JsonTree.children(concept, "coding")) {
      names.add(JsonTree.string(coding, "code"));
      String display = JsonTree.string(coding, "display");
      names.add(display);
      names.add(display.toUpperCase(Locale.ROOT).replaceFirst("^.*\\bLEAD\\s+", ""));
    }
    names.add(JsonTree.string(concept, "text"));
    return names;
  }
}
