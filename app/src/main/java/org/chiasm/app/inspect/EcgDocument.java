package org.chiasm.app.inspect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.chiasm.connect.ecgfile.EcgRecord;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.waveform.BeatAgreement;
import org.chiasm.waveform.delineation.EcgAnalysis;
import org.jspecify.annotations.Nullable;

/** The JSON document of {@code chiasm ecg} (DESIGN section 6; docs/WAVEFORMS.md lists it). */
final class EcgDocument {
  private static final double DIFFERENT_MS = 20;

  private EcgDocument() {}

  /** Of a record that could be read. */
  static ObjectNode of(String record, EcgRecord read, EcgAnalysis analysis) {
    var signal = read.signal();
    var node = JsonNodeFactory.instance.objectNode();
    node.put("record", record);
    node.put("format", read.format().word());
    var leads = node.putArray("leads");
    signal.leads().forEach(leads::add);
    node.put("sampling_frequency_hz", signal.samplingFrequencyHz());
    node.put("samples", signal.sampleCount());
    node.put("duration_seconds", signal.durationSeconds());
    node.put("unit", "uV");
    node.put("checksum", read.checksum().name().toLowerCase(Locale.ROOT));
    node.put("quality", analysis.quality().verdict().name().toLowerCase(Locale.ROOT));
    var leadQuality = node.putObject("lead_problems");
    for (var lead : analysis.quality().leads()) {
      var found = leadQuality.putArray(lead.lead());
      lead.problems().forEach(problem -> found.add(problem.name()));
    }
    var peaks = node.putArray("r_peaks");
    for (int peak : analysis.measurements().rPeaks().samples()) {
      peaks.add(peak);
    }
    put(node, "heart_rate_bpm", analysis.measurements().values().get("heart_rate_bpm"), 1);
    intervals(node, analysis);
    rhythm(node, analysis);
    stated(node, read, analysis);
    var problems = node.putArray("problems");
    analysis.qualityReasons().forEach(problems::add);
    analysis
        .reversals()
        .forEach(each -> problems.add("ELECTRODES_" + each.kind() + ": " + each.evidence()));
    analysis.reasons().forEach(problems::add);
    read.remarks().forEach(problems::add);
    node.path("stated").path("differences").forEach(problems::add);
    return node;
  }

  /** Of a record that could not be read. */
  static ObjectNode refused(String record, EcgFileException why) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("record", record);
    node.putArray("leads");
    node.putNull("sampling_frequency_hz");
    node.put("quality", "unreadable");
    node.putArray("r_peaks");
    node.putObject("intervals_ms");
    node.putArray("problems").add(why.kind() + ": " + why.reason());
    return node;
  }

  private static void intervals(ObjectNode node, EcgAnalysis analysis) {
    var intervals = node.putObject("intervals_ms");
    for (var name : new String[] {"rr", "p", "pr", "qrs", "qt", "qtc_bazett", "qtc_fridericia"}) {
      put(intervals, name, analysis.intervalsMs().get(name), 1);
    }
    put(node, "axis_degrees", analysis.axesDegrees().get("qrs"), 0);
    var axes = node.putObject("axes_degrees");
    for (var name : new String[] {"p", "qrs", "t"}) {
      put(axes, name, analysis.axesDegrees().get(name), 0);
    }
    analysis
        .beat()
        .ifPresent(
            beat -> {
              var usual = node.putObject("usual_beat");
              usual.put("beats", beat.beats());
              usual.put("share", Math.rint(beat.share() * 1000) / 1000);
            });
  }

  private static void rhythm(ObjectNode node, EcgAnalysis analysis) {
    var rhythm = node.putObject("rhythm");
    rhythm.put("regularity", analysis.rhythm().kind().name().toLowerCase(Locale.ROOT));
    put(rhythm, "irregularity", analysis.rhythm().irregularity(), 4);
    rhythm.put("early_beats", analysis.rhythm().earlyBeats());
    for (String name : new String[] {"rr_sd_ms", "rr_rmssd_ms"}) {
      put(rhythm, name, analysis.measurements().values().get(name), 1);
    }
  }

  /** What the file says of itself, beside what was measured. */
  private static void stated(ObjectNode node, EcgRecord read, EcgAnalysis analysis) {
    if (read.stated().isEmpty() && read.markedBeats().isEmpty()) {
      return;
    }
    var stated = node.putObject("stated");
    var intervals = stated.putObject("intervals_ms");
    var differences = stated.putArray("differences");
    for (Map.Entry<String, Double> each : read.stated().entrySet()) {
      put(intervals, each.getKey(), each.getValue(), 1);
      Double measured = analysis.intervalsMs().get(each.getKey());
      if (measured != null && Math.abs(measured - each.getValue()) > DIFFERENT_MS) {
        differences.add(
            String.format(
                Locale.ROOT,
                "DIFFERS: %s measured %.0f ms, the file states %.0f ms",
                each.getKey(),
                measured,
                each.getValue()));
      }
    }
    if (!read.markedBeats().isEmpty()) {
      var agreement =
          BeatAgreement.of(
              read.markedBeats(),
              analysis.measurements().rPeaks().samples(),
              Math.round(0.15 * read.signal().samplingFrequencyHz()));
      var beats = stated.putObject("beats");
      beats.put("marked", read.markedBeats().size());
      put(beats, "sensitivity", agreement.sensitivity(), 5);
      put(beats, "positive_predictive_value", agreement.positivePredictiveValue(), 5);
    }
  }

  private static void put(ObjectNode node, String name, @Nullable Double value, int digits) {
    if (value == null || !Double.isFinite(value)) {
      node.putNull(name);
    } else {
      double scale = Math.pow(10, digits);
      node.put(name, Math.rint(value * scale) / scale);
    }
  }
}
