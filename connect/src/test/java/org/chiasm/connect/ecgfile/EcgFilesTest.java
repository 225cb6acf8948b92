package org.chiasm.connect.ecgfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.chiasm.connect.dicom.SharedFiles;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.scp.ScpWriter;
import org.chiasm.waveform.delineation.EcgAnalysis;
import org.junit.jupiter.api.Test;

class EcgFilesTest {
  private static final String AECG =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
       <component><series><code code="RHYTHM"/><component><sequenceSet>
        <component><sequence><code code="TIME_ABSOLUTE"/><value xsi:type="GLIST_TS">
         <head value="20260101120000.000"/><increment value="0.002" unit="s"/></value></sequence></component>
        <component><sequence><code code="MDC_ECG_LEAD_II"/><value xsi:type="SLIST_PQ">
         <origin value="10" unit="uV"/><scale value="2.5" unit="uV"/><digits>1 2 -3 4</digits></value></sequence></component>
        <component><sequence><code code="MDC_ECG_LEAD_I"/><value xsi:type="SLIST_PQ">
         <origin value="0" unit="mV"/><scale value="0.005" unit="mV"/><digits>10 20 30</digits></value></sequence></component>
       </sequenceSet></component>
       <subjectOf><annotationSet><component><annotation><code code="MDC_ECG_TIME_PD_QRS"/>
        <value xsi:type="PQ" value="92" unit="ms"/></annotation></component>
        <component><annotation><code code="MDC_ECG_HEART_RATE"/>
        <value xsi:type="PQ" value="61" unit="bpm"/></annotation></component></annotationSet></subjectOf>
       </series></component>
      </AnnotatedECG>
      """;

  private static final String SAMPLED =
      """
      {"resourceType":"Observation","status":"final","component":[
       {"code":{"coding":[{"system":"urn:oid:2.16.840.1.113883.6.24","code":"131330","display":"MDC_ECG_ELEC_POTL_II"}]},
        "valueSampledData":{"origin":{"value":1,"unit":"mV"},"period":4,"factor":0.5,"dimensions":1,
         "lowerLimit":-8,"upperLimit":7,"data":"2 E L U -1.5"}},
       {"code":{"coding":[{"code":"131329","display":"MDC_ECG_ELEC_POTL_I"}]},
        "valueSampledData":{"origin":{"value":0,"code":"uV","unit":"microvolt"},"period":4,"dimensions":1,"data":"1 2 3 4 5"}}]}
      """;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anAnnotatedEcgGivesLeadsInMicrovoltsAndItsAnnotations() throws Exception {
    var record = EcgFiles.read(bytes(AECG));
    assertThat(record.format()).isEqualTo(EcgRecord.Format.HL7_AECG);
    assertThat(record.signal().samplingFrequencyHz()).isEqualTo(500);
    assertThat(record.signal().leads()).containsExactly("I", "II");
    assertThat(record.signal().microvolts("II").orElseThrow())
        .containsExactly(12.5f, 15f, 2.5f, 20f);
    assertThat(record.signal().microvolts("I").orElseThrow())
        .containsExactly(50f, 100f, 150f, Float.NaN);
    assertThat(record.stated()).containsEntry("qrs", 92.0).containsEntry("heart_rate", 61.0);
  }

  @Test
  void anExternalEntityIsNotFollowed() {
    var hostile =
        AECG.replace(
                "<AnnotatedECG",
                "<!DOCTYPE AnnotatedECG [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n"
                    + "<AnnotatedECG")
            .replace("1 2 -3 4", "&x;");
    assertThatThrownBy(() -> EcgFiles.read(bytes(hostile))).isInstanceOf(EcgFileException.class);
  }

  @Test
  void sampledDataGivesOriginFactorPeriodAndItsTokens() throws Exception {
    var record = EcgFiles.read(bytes(SAMPLED));
    assertThat(record.format()).isEqualTo(EcgRecord.Format.FHIR_SAMPLED_DATA);
    assertThat(record.signal().samplingFrequencyHz()).isEqualTo(250);
    assertThat(record.signal().leads()).containsExactly("I", "II");
    assertThat(record.signal().microvolts("II").orElseThrow())
        .containsExactly(2000f, Float.NaN, -3000f, 4500f, 250f);
    assertThat(record.signal().microvolts("I").orElseThrow()).containsExactly(1f, 2f, 3f, 4f, 5f);
  }

  @Test
  void sampledDataOfSeveralDimensionsAlternates() throws Exception {
    var two =
        SAMPLED.replace(
            "\"dimensions\":1,\"data\":\"1 2 3 4 5\"", "\"dimensions\":2,\"data\":\"1 2 3 4\"");
    var signal = EcgFiles.read(bytes(two)).signal();
    assertThat(signal.leads()).containsExactly("II", "ECG", "ECG#2");
    assertThat(Arrays.copyOf(signal.microvolts("ECG#2").orElseThrow(), 2)).containsExactly(2f, 4f);
  }

  @Test
  void anEdfFileGivesItsLeads() throws Exception {
    var record = EcgFiles.read(edf());
    assertThat(record.format()).isEqualTo(EcgRecord.Format.EDF);
    assertThat(record.signal().samplingFrequencyHz()).isEqualTo(4);
    assertThat(record.signal().leads()).containsExactly("II");
    assertThat(record.signal().microvolts("II").orElseThrow()[2]).isCloseTo(30f, within(0.01f));
  }

  private static byte[] edf() {
    var head = new StringBuilder();
    head.append("0       ").append(" ".repeat(176)).append("512     ").append(" ".repeat(44));
    head.append("1       1       1   ");
    head.append("ECG II          ").append(" ".repeat(80)).append("uV      ");
    head.append("-327670 327670  -32767  32767   ").append(" ".repeat(80)).append("4       ");
    head.append(" ".repeat(32));
    var file = ByteBuffer.allocate(520).order(ByteOrder.LITTLE_ENDIAN);
    file.put(head.toString().getBytes(StandardCharsets.US_ASCII));
    for (int value : new int[] {1, 2, 3, 4}) {
      file.putShort((short) value);
    }
    return file.array();
  }

  @Test
  void filesCutOrMutatedEndInWordsOrASignal() {
    var random = new Random(5);
    byte[][] files = {
      bytes(AECG),
      bytes(SAMPLED),
      edf(),
      ScpWriter.file(new int[] {1}, new int[][] {{1, 2, 3, 4, 5}}, 1, true)
    };
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      var file = files[round % files.length];
      var damaged = Arrays.copyOf(file, round % 5 == 0 ? random.nextInt(file.length) : file.length);
      for (int i = 0; i < 3 && damaged.length > 0; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) (32 + random.nextInt(96));
      }
      try {
        assertThat(EcgFiles.read(damaged).signal().leadCount()).isPositive();
      } catch (EcgFileException e) {
        assertThat(e.reason()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(300);
  }

  @Test
  void theDicomEcgIsMeasuredAsItsOwnAnnotationsSay() throws Exception {
    var record =
        EcgFiles.read(SharedFiles.path("ecg/dicom/marcodebe/sample_files/anonymous_ecg.dcm"));
    var measured = EcgAnalysis.of(record.signal()).intervalsMs();
    assertThat(record.stated()).containsKeys("rr", "pr", "qrs", "qt", "qtc");
    for (String name : new String[] {"rr", "pr", "qrs", "qt"}) {
      assertThat(measured.get(name)).as(name).isCloseTo(record.stated().get(name), within(10.0));
    }
    assertThat(measured.get("qtc_bazett")).isCloseTo(record.stated().get("qtc"), within(10.0));
  }

  @Test
  void everyPublicRecordIsReadOrRefusedWithAReason() {
    int read = 0;
    for (var file : SharedFiles.below("ecg/cinc2021/cinc2021")) {
      if (file.toString().endsWith(".hea")) {
        try {
          var record = EcgFiles.read(file);
          assertThat(record.signal().leads()).hasSize(12);
          assertThat(EcgAnalysis.of(record.signal()).values()).containsKey("heart_rate_bpm");
          read++;
        } catch (EcgFileException e) {
          assertThat(e.reason()).isNotBlank();
        }
      }
    }
    assertThat(read).isGreaterThan(25);
  }
}
