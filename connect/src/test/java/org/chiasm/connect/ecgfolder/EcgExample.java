package org.chiasm.connect.ecgfolder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.chiasm.connect.dicom.DicomDataset;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomWriter;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.dicomdictionary.TransferSyntax;
import org.chiasm.connect.dicomdictionary.Vr;
import org.chiasm.connect.scp.ScpWriter;
import org.chiasm.connect.wfdb.WfdbWriter;
import org.chiasm.waveform.EcgSignal;
import org.chiasm.waveform.LeadNames;

/**
 * One electrocardiogram of twelve leads, 10 s at 500 Hz in steps of 5 µV, written in every format
 * from the text of its standard: patient 4711, 1 July 2026, noon in Berlin.
 */
final class EcgExample {
  static final int STEP = 5;
  static final int SAMPLES = 5000;
  static final String UID = "2.25.77";
  private static final int[] SCP_LEADS = {1, 2, 61, 62, 63, 64, 3, 4, 5, 6, 7, 8};

  private EcgExample() {}

  static int[][] steps(long seed) {
    var random = new Random(seed);
    int period = 380 + random.nextInt(160);
    double[] sizes = {0.6, 1.0, 0.4, -0.8, 0.1, 0.7, -0.5, -0.9, 0.4, 1.3, 1.2, 0.9};
    var steps = new int[12][SAMPLES];
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 0; i < SAMPLES; i++) {
        double away = (i % period - period / 2.0) / 500;
        double wave =
            200 * Math.exp(-Math.pow(away / 0.012, 2) / 2)
                + 50 * Math.exp(-Math.pow((away - 0.25) / 0.05, 2) / 2)
                + 25 * Math.exp(-Math.pow((away + 0.16) / 0.03, 2) / 2);
        steps[lead][i] = (int) Math.round(sizes[lead] * wave) + random.nextInt(3) - 1;
      }
    }
    return steps;
  }

  static float[] microvolts(int[] steps) {
    var microvolts = new float[steps.length];
    for (int i = 0; i < steps.length; i++) {
      microvolts[i] = STEP * steps[i];
    }
    return microvolts;
  }

  static void wfdb(Path folder, String name, int[][] steps) throws Exception {
    WfdbWriter.write(
        folder,
        name,
        EcgSignal.of(
            500,
            LeadNames.STANDARD,
            Arrays.stream(steps).map(EcgExample::microvolts).toArray(float[][]::new)),
        Optional.of(LocalDateTime.of(2026, 7, 1, 12, 0)),
        List.of("Patient ID: 4711"));
  }

  static String aecg(int[][] steps) {
    var sequences = new StringBuilder();
    for (int lead = 0; lead < steps.length; lead++) {
      sequences
          .append("<component><sequence><code code=\"MDC_ECG_LEAD_")
          .append(LeadNames.STANDARD.get(lead).toUpperCase(Locale.ROOT))
          .append("\"/><value xsi:type=\"SLIST_PQ\"><origin value=\"0\" unit=\"uV\"/>")
          .append("<scale value=\"5\" unit=\"uV\"/><digits>")
          .append(words(steps[lead]))
          .append("</digits></value></sequence></component>\n");
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
     <id root="61d1a24f-b47e-41aa-ae95-f8ac302f4eeb"/>
     <effectiveTime><low value="20260701115900"/><high value="20260701120010"/></effectiveTime>
     <componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject>
      <id root="2.16.840.1.113883.3.4" extension="4711"/>
      <subjectDemographicPerson><name><family>Zebra</family><given>Zoe</given></name>
       <administrativeGenderCode code="F"/><birthTime value="19530508"/>
      </subjectDemographicPerson></trialSubject></subject>
      <componentOf><clinicalTrial><id root="9.9.9" extension="TRIAL"/></clinicalTrial></componentOf>
     </subjectAssignment></componentOf></timepointEvent></componentOf>
     <component><series><code code="RHYTHM"/>
      <effectiveTime><low value="20260701120000"/></effectiveTime>
      <author><seriesAuthor><assignedAuthor><id root="8.8" extension="DEVICE"/></assignedAuthor></seriesAuthor></author>
      <component><sequenceSet>
      <component><sequence><code code="TIME_ABSOLUTE"/><value xsi:type="GLIST_TS">
       <head value="20260701120000.000+0200"/><increment value="0.002" unit="s"/></value></sequence></component>
    %s</sequenceSet></component></series></component>
    </AnnotatedECG>
    """
        .formatted(sequences);
  }

  private static String words(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  /** Section 1 with an identifier, and what else is given. */
  static byte[] scpSubject(byte[]... tags) {
    var one = new ByteArrayOutputStream();
    for (byte[] tag : tags) {
      one.writeBytes(tag);
    }
    one.writeBytes(ScpWriter.tag(255));
    return one.toByteArray();
  }

  static byte[] scpText(int tag, String text) {
    return ScpWriter.tag(tag, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
  }

  static byte[] scpNoon() {
    var noon = new ByteArrayOutputStream();
    noon.writeBytes(
        ScpWriter.tag(25, (byte) (2026 & 0xff), (byte) (2026 >> 8), (byte) 7, (byte) 1));
    noon.writeBytes(ScpWriter.tag(26, (byte) 12, (byte) 0, (byte) 0));
    return noon.toByteArray();
  }

  static byte[] scp(int[][] steps, byte[] one) {
    return ScpWriter.file(SCP_LEADS, steps, 2, true, one);
  }

  static byte[] scp(int[][] steps) {
    return scp(
        steps,
        scpSubject(
            scpText(0, "Zebra"),
            scpText(1, "Zoe"),
            scpText(2, "4711"),
            ScpWriter.tag(5, (byte) (1953 & 0xff), (byte) (1953 >> 8), (byte) 5, (byte) 8),
            ScpWriter.tag(8, (byte) 2),
            scpNoon()));
  }

  static byte[] edf(int[][] steps, int width, String patient, String recording, String date) {
    var head = new StringBuilder();
    head.append(width == 2 ? "0       " : "\u00ffBIOSEMI");
    head.append(field(patient, 80)).append(field(recording, 80));
    head.append(field(date, 8)).append("12.00.00");
    head.append(field(Integer.toString(256 * 13), 8))
        .append(field(width == 2 ? "EDF+C" : "24BIT", 44));
    head.append(field("10", 8)).append(field("1", 8)).append(field("12", 4));
    LeadNames.STANDARD.forEach(lead -> head.append(field("ECG " + lead, 16)));
    repeat(head, "", 80);
    repeat(head, "uV", 8);
    repeat(head, "-163840", 8);
    repeat(head, "163835", 8);
    repeat(head, "-32768", 8);
    repeat(head, "32767", 8);
    repeat(head, "", 80);
    repeat(head, "500", 8);
    repeat(head, "", 32);
    var file =
        ByteBuffer.allocate(head.length() + 12 * SAMPLES * width).order(ByteOrder.LITTLE_ENDIAN);
    file.put(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    for (int record = 0; record < 10; record++) {
      for (int[] lead : steps) {
        for (int i = 0; i < 500; i++) {
          int value = lead[500 * record + i];
          for (int part = 0; part < width; part++) {
            file.put((byte) (value >> (8 * part)));
          }
        }
      }
    }
    return file.array();
  }

  private static void repeat(StringBuilder head, String text, int width) {
    head.append(field(text, width).repeat(12));
  }

  private static String field(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static DicomDataset channel(String lead) {
    return DicomDataset.builder()
        .decimals(Tag.CHANNEL_SENSITIVITY, STEP)
        .sequence(
            Tag.CHANNEL_SENSITIVITY_UNITS_SEQUENCE,
            DicomDataset.builder().string(Tag.CODE_VALUE, "uV").build())
        .sequence(
            Tag.CHANNEL_SOURCE_SEQUENCE,
            DicomDataset.builder().string(Tag.CODE_MEANING, "Lead " + lead).build())
        .build();
  }

  static void dicom(Path file, int[][] steps) throws Exception {
    var data = ByteBuffer.allocate(12 * SAMPLES * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SAMPLES; i++) {
      for (int[] lead : steps) {
        data.putShort((short) lead[i]);
      }
    }
    var group =
        DicomDataset.builder()
            .string(Tag.WAVEFORM_ORIGINALITY, "ORIGINAL")
            .integers(Tag.NUMBER_OF_WAVEFORM_CHANNELS, 12)
            .integers(Tag.NUMBER_OF_WAVEFORM_SAMPLES, SAMPLES)
            .decimals(Tag.SAMPLING_FREQUENCY, 500)
            .sequence(
                Tag.CHANNEL_DEFINITION_SEQUENCE,
                LeadNames.STANDARD.stream().map(EcgExample::channel).toArray(DicomDataset[]::new))
            .integers(Tag.WAVEFORM_BITS_ALLOCATED, 16)
            .string(Tag.WAVEFORM_SAMPLE_INTERPRETATION, "SS")
            .bytes(Tag.WAVEFORM_DATA, Vr.OW, data.array())
            .build();
    Files.createDirectories(file.toAbsolutePath().getParent());
    DicomWriter.write(
        DicomFile.of(
            DicomDataset.builder()
                .string(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.9.1.1")
                .string(Tag.SOP_INSTANCE_UID, UID)
                .string(Tag.STUDY_INSTANCE_UID, "2.25.4")
                .string(Tag.SERIES_INSTANCE_UID, "2.25.3")
                .string(Tag.PATIENT_ID, "4711")
                .string(Tag.ACQUISITION_DATE_TIME, "20260701120000")
                .string(Tag.MODALITY, "ECG")
                .sequence(Tag.WAVEFORM_SEQUENCE, group)
                .build(),
            TransferSyntax.of("1.2.840.10008.1.2.1")),
        file);
  }

  /** NDJSON: a patient and an Observation. */
  static String fhir(int[][] steps) {
    var components = new ArrayList<String>();
    for (int lead = 0; lead < 12; lead++) {
      components.add(
          "{'code':{'coding':[{'code':'MDC_ECG_ELEC_POTL_"
              + LeadNames.STANDARD.get(lead).toUpperCase(Locale.ROOT)
              + "'}]},'valueSampledData':{'origin':{'value':0,'unit':'uV'},'period':2,'factor':5,"
              + "'dimensions':1,'data':'"
              + words(steps[lead])
              + "'}}");
    }
    return ("{'resourceType':'Patient','id':'p'}\n{'resourceType':'Observation','id':'e1',"
            + "'status':'final','subject':{'reference':'Patient/p'},"
            + "'code':{'coding':[{'system':'http://loinc.org','code':'11524-6'}]},"
            + "'effectiveDateTime':'2026-07-01T12:00:00+02:00','component':["
            + String.join(",", components)
            + "]}")
        .replace('\'', '"');
  }
}
