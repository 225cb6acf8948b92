package org.chiasm.connect.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.DataIssue;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.SampledData;
import org.chiasm.connect.recording.SampledLeads;
import org.chiasm.connect.recording.Voltage;
import org.chiasm.waveform.IntervalNames;

/**
 * Reads the sampled signals of an Observation: its own value, or its components as leads (FHIR R4
 * Observation.value[x], SampledData).
 */
final class SampledDataReader {
  private static final String VALUE = "valueSampledData";

  private SampledDataReader() {}

  /** Whether an Observation or a component has such a value. */
  static boolean isSampled(Element holder) {
    return holder.has(VALUE);
  }

  /** Whether an Observation or one of its components has such a value. */
  static boolean holdsSamples(Element observation) throws SetAsideException {
    return isSampled(observation)
        || observation.elements("component").stream().anyMatch(SampledDataReader::isSampled);
  }

  /** Whether the code of an Observation says that it is an electrocardiogram. */
  static boolean isElectrocardiogram(Element observation) throws SetAsideException {
    return SampledLeads.isElectrocardiogram(names(observation));
  }

  /**
   * The electrocardiogram of an Observation.
   *
   * @throws SetAsideException if there is none, or one of its leads cannot be read: nobody would
   *     miss it among the others
   */
  static SampledObservation read(Element observation) throws SetAsideException {
    var leads = leads(observation);
    try {
      return new SampledObservation(
          observation.string("id"),
          leads.signal(),
          statedIntervals(observation),
          leads.reservations());
    } catch (EcgFileException e) {
      throw new SetAsideException(e.kind(), e.reason());
    }
  }

  private static SampledLeads leads(Element observation) throws SetAsideException {
    var names = names(observation);
    var leads = new SampledLeads(names);
    try {
      if (isVoltage(observation)) {
        leads.add(names, sampledData(observation.elementOrEmpty(VALUE)));
      }
      for (var component : observation.elements("component")) {
        if (isVoltage(component)) {
          leads.add(names(component), sampledData(component.elementOrEmpty(VALUE)));
        }
      }
    } catch (EcgFileException e) {
      throw new SetAsideException(e.kind(), e.reason());
    }
    if (leads.isEmpty()) {
      throw SetAsideException.unsupported(
          "SampledData without an ECG lead: expected a code that names a lead or an"
              + " electrocardiogram, and an origin with a unit of voltage");
    }
    return leads;
  }

  private static boolean isVoltage(Element holder) throws SetAsideException {
    var origin = holder.elementOrEmpty(VALUE).elementOrEmpty("origin");
    return isSampled(holder) && Voltage.microvolts(unit(origin)).isPresent();
  }

  private static SortedMap<String, Double> statedIntervals(Element observation)
      throws SetAsideException {
    var stated = new TreeMap<String, Double>();
    for (var component : observation.elements("component")) {
      var quantity = component.elementOrEmpty("valueQuantity");
      double value = quantity.number("value").orElse(0);
      String code = quantity.string("code");
      double seconds =
          Voltage.seconds(code).orElse(Voltage.seconds(quantity.string("unit")).orElse(1e-3));
      for (String name : names(component)) {
        IntervalNames.of(name)
            .filter(_ -> value > 0)
            .ifPresent(
                known ->
                    stated.putIfAbsent(
                        known, known.equals("heart_rate") ? value : value * seconds * 1000));
      }
    }
    return stated;
  }

  private static SampledData sampledData(Element data) throws SetAsideException {
    var origin = data.elementOrEmpty("origin");
    return new SampledData(
        required(origin, "value", "SampledData.origin.value"),
        unit(origin),
        periodMs(data),
        data.number("factor").orElse(1),
        data.number("lowerLimit"),
        data.number("upperLimit"),
        dimensions(data),
        data.string("data"));
  }

  private static int dimensions(Element data) throws SetAsideException {
    double dimensions = required(data, "dimensions", "SampledData.dimensions");
    if (dimensions != Math.rint(dimensions) || Math.abs(dimensions) > 1e6) {
      throw SetAsideException.malformed("SampledData.dimensions is no whole number");
    }
    return (int) dimensions;
  }

  private static double periodMs(Element data) throws SetAsideException {
    OptionalDouble period = data.number("period");
    if (period.isPresent()) {
      return period.getAsDouble();
    }
    double interval = required(data, "interval", "SampledData.period");
    return Voltage.seconds(data.string("intervalUnit")).stream()
        .map(seconds -> 1000 * seconds * interval)
        .findFirst()
        .orElseThrow(
            () -> SetAsideException.malformed("SampledData.intervalUnit is no unit of time"));
  }

  private static double required(Element parent, String child, String path)
      throws SetAsideException {
    return parent
        .number(child)
        .orElseThrow(
            () ->
                new SetAsideException(
                    DataIssue.Kind.MALFORMED, path + " is absent, and nothing stands in for it"));
  }

  private static String unit(Element quantity) throws SetAsideException {
    String code = quantity.string("code");
    return Voltage.microvolts(code).isPresent() ? code : quantity.string("unit");
  }

  private static List<String> names(Element holder) throws SetAsideException {
    var names = new ArrayList<String>();
    var concept = holder.elementOrEmpty("code");
    for (var coding : concept.elements("coding")) {
      names.add(coding.string("code"));
      names.add(coding.string("display"));
    }
    names.add(concept.string("text"));
    names.removeIf(String::isEmpty);
    return names;
  }
}
