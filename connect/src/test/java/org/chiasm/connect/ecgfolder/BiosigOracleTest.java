package org.chiasm.connect.ecgfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.chiasm.connect.dicom.SharedFiles;
import org.chiasm.connect.ecgfile.EcgFiles;
import org.chiasm.connect.ecgfile.EcgRecord;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;
import org.chiasm.waveform.RPeakDetector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * BioSig (save2gdf of the package biosig-tools) is the independent peer: we read what it writes, it
 * reads what we write. Skipped where it is not installed. Its own SCP-ECG writer (2.5.0) stores one
 * sample a lead and cannot be read by anybody, itself included; its WFDB reader ends in a
 * segmentation fault at twelve leads.
 */
class BiosigOracleTest {
  private static final Path BIOSIG = Path.of("/usr/bin/save2gdf");

  @TempDir Path work = Path.of("");

  @BeforeEach
  void needsBiosig() {
    assumeTrue(Files.isExecutable(BIOSIG), "skipped: no biosig-tools (save2gdf)");
  }

  private Path converted(String option, Path from, String to) throws Exception {
    var target = work.resolve(to);
    var process =
        new ProcessBuilder(BIOSIG.toString(), option, from.toString(), target.toString())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("save2gdf ends").isTrue();
    assertThat(process.exitValue()).as("save2gdf " + option + " " + from).isZero();
    return target;
  }

  private Path edf(int[][] steps, int width) throws Exception {
    var file = work.resolve(width == 2 ? "ours.edf" : "ours.bdf");
    var patient = "4711 F 08-MAY-1953 Zebra_Zoe";
    return Files.write(
        file, EcgExample.edf(steps, width, patient, "Startdate 01-JUL-2026 X X X", "01.07.26"));
  }

  private static void assertSame(Path file, EcgRecord.Format format, int[][] steps, float tolerance)
      throws Exception {
    var record = EcgFiles.read(file);
    assertThat(record.format()).isEqualTo(format);
    assertThat(record.signal().leads()).isEqualTo(LeadNames.STANDARD);
    assertThat(record.signal().samplingFrequencyHz()).isEqualTo(500);
    assertThat(record.signal().sampleCount()).isEqualTo(EcgExample.SAMPLES);
    for (int lead = 0; lead < steps.length; lead++) {
      var read = record.signal().microvolts(lead);
      double farthest = 0;
      for (int i = 0; i < read.length; i++) {
        farthest = Math.max(farthest, Math.abs(read[i] - EcgExample.STEP * steps[lead][i]));
      }
      assertThat(farthest).as(LeadNames.STANDARD.get(lead)).isLessThan(tolerance);
    }
    assertThat(RPeakDetector.detect(record.signal()))
        .isNotEmpty()
        .isEqualTo(RPeakDetector.detect(signal(steps)));
  }

  private static EcgSignal signal(int[][] steps) {
    var leads = new float[steps.length][];
    for (int lead = 0; lead < steps.length; lead++) {
      leads[lead] = EcgExample.microvolts(steps[lead]);
    }
    return EcgSignal.of(500, LeadNames.STANDARD, leads);
  }

  private void assertBiosigWritesWhatWeRead(int[][] steps) throws Exception {
    var edf = edf(steps, 2);
    assertSame(
        converted("-f=HL7aECG", edf, "theirs.xml"), EcgRecord.Format.HL7_AECG, steps, 0.001f);
    assertSame(converted("-f=BDF", edf, "theirs.bdf"), EcgRecord.Format.BDF, steps, 0.01f);
    assertSame(converted("-f=EDF", edf, "theirs.edf"), EcgRecord.Format.EDF, steps, 0.2f);
  }

  private void assertBiosigReads(Path ours, int[][] steps) throws Exception {
    var lines = Files.readAllLines(converted("-CSV", ours, "theirs.csv"), StandardCharsets.UTF_8);
    assertThat(lines).hasSize(1 + EcgExample.SAMPLES);
    var order = lines.getFirst().replaceAll(" ?\\[uV\\]|\"|ECG ", "").split(",", -1);
    assertThat(order).hasSize(12);
    var leads = new int[12];
    for (int column = 0; column < 12; column++) {
      leads[column] = LeadNames.STANDARD.indexOf(LeadNames.standard(order[column]).orElseThrow());
    }
    double farthest = 0;
    for (int i = 0; i < EcgExample.SAMPLES; i++) {
      var cells = lines.get(i + 1).split(",", -1);
      for (int column = 0; column < 12; column++) {
        double theirs = Double.parseDouble(cells[column]);
        double away = Math.abs(theirs - EcgExample.STEP * steps[leads[column]][i]);
        farthest = Math.max(farthest, away);
      }
    }
    assertThat(leads).doesNotHaveDuplicates();
    assertThat(farthest).isLessThan(0.01);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatBiosigWritesIsReadSampleBySample(long seed) throws Exception {
    assertBiosigWritesWhatWeRead(EcgExample.steps(seed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"E07500", "E07509", "HR06002", "JS20001", "JS20013"})
  void realRecordsSurviveTheWayThroughBiosig(String name) throws Exception {
    var signal = EcgFiles.read(SharedFiles.path("ecg/cinc2021/cinc2021/" + name + ".hea")).signal();
    assumeTrue(signal.leadCount() == 12 && signal.sampleCount() == EcgExample.SAMPLES, name);
    var steps = new int[12][EcgExample.SAMPLES];
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 0; i < EcgExample.SAMPLES; i++) {
        steps[lead][i] = Math.round(signal.microvolts(lead)[i] / EcgExample.STEP);
      }
    }
    assertBiosigWritesWhatWeRead(steps);
    assertBiosigReads(Files.write(work.resolve("real.scp"), EcgExample.scp(steps)), steps);
  }

  @Test
  void biosigReadsWhatWeWriteSampleBySample() throws Exception {
    var steps = EcgExample.steps(4);
    assertBiosigReads(Files.write(work.resolve("ours.scp"), EcgExample.scp(steps)), steps);
    assertBiosigReads(edf(steps, 2), steps);
    assertBiosigReads(edf(steps, 3), steps);
    assertBiosigReads(Files.writeString(work.resolve("ours.xml"), EcgExample.aecg(steps)), steps);
  }
}
