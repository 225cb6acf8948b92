package org.chiasm.connect.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.chiasm.waveform.EcgMeasurements;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.RPeakDetector;
import org.junit.jupiter.api.Test;

class PublicRecordingsTest {
  @Test
  void everySignalFileThatIsThereIsReadAndAddsUpToItsChecksum() throws Exception {
    int verified = 0;
    var refused = new TreeMap<String, String>();
    for (Path header : allHeaders()) {
      var parsed = WfdbRecording.header(header);
      if (parsed.isMultiSegment()) {
        continue;
      }
      var reader = new SegmentReader(header.resolveSibling(""), parsed);
      var windows = new ArrayList<SignalWindow>();
      parsed.signals().forEach(signal -> windows.add(new SignalWindow(signal, new float[0], 0)));
      long stored =
          parsed.signals().stream()
              .filter(signal -> !signal.fileName().equals(SignalSpecification.NO_FILE))
              .count();
      try {
        long frames = reader.frames();
        reader.requireReadable(frames);
        assertThat(reader.read(windows, frames))
            .as(header.toString())
            .containsOnly(ChecksumState.VERIFIED);
        verified += (int) stored;
      } catch (WfdbException e) {
        refused.put(header.getFileName().toString(), String.valueOf(e.getMessage()));
      }
    }
    assertThat(verified).isGreaterThanOrEqualTo(500);
    assertThat(refused.values()).allMatch(reason -> reason.endsWith("is not there"));
  }

  @Test
  void everyRecordIsAnEcgOrRefusedWithAReason() throws Exception {
    int read = 0;
    for (String folder : List.of("wfdb", "cinc2021")) {
      Path root = EcgFiles.folder(folder);
      for (Path header : EcgFiles.headers(root)) {
        switch (WfdbSignals.read(root, EcgFiles.reference(root, header), 0, 60)) {
          case EcgReading.Read(var signal, var checksum, _) -> {
            read++;
            assertThat(signal.leadCount()).isPositive();
            assertThat(checksum).isEqualTo(ChecksumState.VERIFIED);
          }
          case EcgReading.Refused refused -> assertThat(refused.reason()).isNotBlank();
        }
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(80);
  }

  @Test
  void rPeaksOfTheReferenceRecordAreThoseOfItsCardiologists() throws Exception {
    Path root = EcgFiles.folder("wfdb");
    var signal = signal(root, "100");
    int[] truth = beats(root.resolve("100.atr"));

    var score = BeatScore.of(RPeakDetector.detect(signal), truth, 0.15 * 360);

    assertThat(truth).hasSize(2273);
    assertThat(score.sensitivity()).isGreaterThanOrEqualTo(0.999);
    assertThat(score.positivePredictiveValue()).isGreaterThanOrEqualTo(0.999);
  }

  @Test
  void oneLeadOfTheReferenceRecordIsEnough() throws Exception {
    Path root = EcgFiles.folder("wfdb");
    var both = signal(root, "100");
    int[] truth = beats(root.resolve("100.atr"));
    for (int lead = 0; lead < both.leadCount(); lead++) {
      var one =
          EcgSignal.of(360, List.of(both.leads().get(lead)), new float[][] {both.microvolts(lead)});

      var score = BeatScore.of(RPeakDetector.detect(one), truth, 0.15 * 360);

      assertThat(score.sensitivity()).isGreaterThanOrEqualTo(0.999);
      assertThat(score.positivePredictiveValue()).isGreaterThanOrEqualTo(0.999);
    }
  }

  @Test
  void theRateOfARecordLabelledSlowIsSlow() throws Exception {
    Path root = EcgFiles.folder("cinc2021");
    int labelled = 0;
    for (Path header : EcgFiles.headers(root)) {
      String text = Files.readString(header);
      if (text.contains("426177001")) {
        labelled++;
        var signal = signal(root, EcgFiles.reference(root, header));
        assertThat(EcgMeasurements.of(signal).values().get("heart_rate_bpm"))
            .as(header.getFileName().toString())
            .isLessThanOrEqualTo(62);
      }
    }
    assertThat(labelled).isPositive();
  }

  @Test
  void segmentsAreJoinedWhereTheyBelong() throws Exception {
    Path root = EcgFiles.folder("wfdb/multi-segment/041s");
    var whole = signal(root, "041s");
    var first = signal(root, "041s01");
    var second = signal(root, "041s02");

    assertThat(whole.sampleCount()).isEqualTo(first.sampleCount() + second.sampleCount());
    for (String lead : List.of("I", "III", "V")) {
      float[] joined = whole.microvolts(lead).orElseThrow();
      assertThat(Arrays.copyOfRange(joined, 0, 4000))
          .isEqualTo(first.microvolts(lead).orElseThrow());
      assertThat(Arrays.copyOfRange(joined, 4000, 8000))
          .isEqualTo(second.microvolts(lead).orElseThrow());
    }
  }

  @Test
  void aPartOfAVariableLayoutIsThatPartOfTheWhole() throws Exception {
    Path root = EcgFiles.folder("wfdb/multi-segment/s25047");
    String record = "s25047-2704-05-04-10-44";
    var whole = signal(root, record);
    var part = ((EcgReading.Read) WfdbSignals.read(root, record, 400, 50)).signal();

    assertThat(part.sampleCount()).isEqualTo(50 * 125);
    assertThat(part.microvolts(0))
        .isEqualTo(Arrays.copyOfRange(whole.microvolts(0), 400 * 125, 450 * 125));
    assertThat(whole.microvolts(0)[25_739]).isNaN();
    assertThat(whole.microvolts(0)[25_740 + 1000]).isNotNaN();
  }

  @Test
  void aSkewMovesOneSignalAgainstTheOthers() throws Exception {
    Path root = EcgFiles.folder("wfdb");
    var straight = signal(root, "100").microvolts("V5").orElseThrow();
    var skewed = signal(root, "100skew").microvolts("V5").orElseThrow();

    for (int i = 0; i < 1000; i++) {
      assertThat(skewed[i]).isEqualTo(straight[i + 3]);
    }
    assertThat(skewed[skewed.length - 1]).isNaN();
  }

  @Test
  void millivoltsOfTheReferenceRecordAreThoseOfItsDocumentation() throws Exception {
    var signal = signal(EcgFiles.folder("wfdb"), "100");

    assertThat(signal.microvolts("MLII").orElseThrow()[0]).isCloseTo(-145f, within(0.01f));
    assertThat(signal.microvolts("V5").orElseThrow()[0]).isCloseTo(-65f, within(0.01f));
  }

  private static EcgSignal signal(Path root, String reference) {
    var reading = WfdbSignals.read(root, reference);
    assertThat(reading).isInstanceOf(EcgReading.Read.class);
    return ((EcgReading.Read) reading).signal();
  }

  private static int[] beats(Path annotations) throws IOException, WfdbException {
    return WfdbAnnotations.parse(Files.readAllBytes(annotations)).stream()
        .filter(WfdbAnnotation::isBeat)
        .mapToInt(beat -> (int) beat.sample())
        .toArray();
  }

  private static List<Path> allHeaders() throws IOException {
    var headers = new ArrayList<>(EcgFiles.headers(EcgFiles.folder("wfdb")));
    headers.addAll(EcgFiles.headers(EcgFiles.folder("cinc2021")));
    return headers;
  }
}
