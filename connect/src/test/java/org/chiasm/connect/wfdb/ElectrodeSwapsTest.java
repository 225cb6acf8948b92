package org.chiasm.connect.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.delineation.EcgAnalysis;
import org.chiasm.waveform.delineation.ElectrodeReversal;
import org.chiasm.waveform.delineation.ElectrodeReversal.Kind;
import org.junit.jupiter.api.Test;

/** Electrodes of real twelve-lead recordings, exchanged. */
class ElectrodeSwapsTest {
  private static List<EcgSignal> recordings() throws Exception {
    var recordings = new ArrayList<EcgSignal>();
    Path root = EcgFiles.folder("");
    for (var header : EcgFiles.headers(root)) {
      if (WfdbSignals.read(root, EcgFiles.reference(root, header)) instanceof EcgReading.Read read
          && read.signal().leads().containsAll(LeadNames.STANDARD)
          && read.signal().durationSeconds() < 200) {
        int samples = read.signal().sampleCount();
        int tenSeconds = (int) (10 * read.signal().samplingFrequencyHz());
        recordings.add(read.signal().part(0, Math.min(samples, tenSeconds)));
      }
    }
    return recordings;
  }

  private static Set<Kind> kinds(EcgSignal signal) {
    return EcgAnalysis.of(signal).reversals().stream()
        .map(ElectrodeReversal::kind)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
  }

  private static Kind kindOf(ElectrodeSwap swap) {
    return switch (swap) {
      case RIGHT_ARM_AND_LEFT_ARM -> Kind.ARMS;
      case LEFT_ARM_AND_LEFT_LEG -> Kind.LEFT_ARM_AND_LEG;
      case RIGHT_ARM_AND_LEFT_LEG -> Kind.RIGHT_ARM_AND_LEG;
      case RIGHT_ARM_AND_RIGHT_LEG, LEFT_ARM_AND_RIGHT_LEG, ARMS_AND_LEGS -> Kind.ARM_AND_RIGHT_LEG;
      case NONE, V1_AND_V2, V2_AND_V3, V3_AND_V4, V4_AND_V5, V5_AND_V6, V1_AND_V3 -> Kind.CHEST;
    };
  }

  /** The share of recordings in which a swap is named, floors below what was measured. */
  private static double floor(ElectrodeSwap swap) {
    return switch (swap) {
      case RIGHT_ARM_AND_LEFT_ARM -> 0.6;
      case LEFT_ARM_AND_LEFT_LEG -> 0.5;
      case RIGHT_ARM_AND_LEFT_LEG -> 0.7;
      case RIGHT_ARM_AND_RIGHT_LEG, LEFT_ARM_AND_RIGHT_LEG, ARMS_AND_LEGS -> 0.85;
      case V1_AND_V2 -> 0.25;
      case V4_AND_V5 -> 0.35;
      case V2_AND_V3 -> 0.5;
      case V3_AND_V4, V1_AND_V3 -> 0.7;
      case V5_AND_V6, NONE -> 0;
    };
  }

  @Test
  void exchangedElectrodesAreNamedAndRightOnesSeldomSuspected() throws Exception {
    var recordings = recordings();
    assertThat(recordings).hasSizeGreaterThan(30);
    Map<ElectrodeSwap, Integer> named = new EnumMap<>(ElectrodeSwap.class);
    Map<ElectrodeSwap, Integer> limbsMistaken = new EnumMap<>(ElectrodeSwap.class);
    int suspected = 0;
    for (var swap : ElectrodeSwap.values()) {
      for (var recording : recordings) {
        var found = kinds(swap.of(recording));
        named.merge(swap, found.remove(kindOf(swap)) ? 1 : 0, Integer::sum);
        suspected += swap == ElectrodeSwap.NONE && !kinds(recording).isEmpty() ? 1 : 0;
        found.remove(Kind.CHEST);
        limbsMistaken.merge(swap, found.isEmpty() ? 0 : 1, Integer::sum);
      }
    }
    assertThat(suspected).as("suspected as recorded").isLessThanOrEqualTo(3);
    for (var swap : ElectrodeSwap.values()) {
      assertThat((double) named.getOrDefault(swap, 0) / recordings.size())
          .as("%s of %s", swap, named)
          .isGreaterThanOrEqualTo(floor(swap));
      assertThat(limbsMistaken.getOrDefault(swap, 0))
          .as("%s taken for another exchange of limbs: %s", swap, limbsMistaken)
          .isLessThanOrEqualTo(2);
    }
  }
}
