package org.chiasm;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Facts for tests, spelled short. */
public final class EventFixtures {
  /** Noon of an ordinary day. */
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private EventFixtures() {}

  /** Noon plus so many hours. */
  public static Instant hour(double hours) {
    return NOON.plus(Duration.ofSeconds(Math.round(hours * 3600)));
  }

  /** A result taken and issued at these hours. */
  public static ClinicalEvent lab(
      String key, String loinc, double value, String unit, double taken, double issued) {
    return lab(key, loinc, Quantity.of(value, unit), taken, issued, FactStatus.FINAL);
  }

  /** A result with any value and status. */
  public static ClinicalEvent lab(
      String key, String loinc, EventValue value, double taken, double issued, FactStatus status) {
    return new ClinicalEvent(
        key,
        FactKind.OBSERVATION,
        EventCode.of(new Code("LOINC", loinc)),
        EffectiveTime.at(hour(taken)),
        AvailableTime.stated(hour(issued)),
        Boundary.POINT,
        value,
        status,
        new Origin("ehr", "Observation/" + key));
  }

  /** Something with only a code, known when it happens. */
  public static ClinicalEvent occurrence(String key, Code code, Boundary boundary, double at) {
    return new ClinicalEvent(
        key,
        FactKind.ENCOUNTER,
        EventCode.of(code),
        EffectiveTime.at(hour(at)),
        AvailableTime.stated(hour(at)),
        boundary,
        EventValue.Occurrence.OCCURRED,
        FactStatus.FINAL,
        new Origin("ehr", "Encounter/" + key));
  }

  /** A note signed at once. */
  public static ClinicalEvent note(String key, String text, double written, double signed) {
    return new ClinicalEvent(
        key,
        FactKind.NOTE,
        EventCode.of(new Code("LOINC", "11506-3")),
        EffectiveTime.at(hour(written)),
        AvailableTime.stated(hour(signed)),
        Boundary.POINT,
        new EventValue.Narrative(text),
        FactStatus.FINAL,
        new Origin("ehr", "DocumentReference/" + key));
  }

  /** One instance of an image series. */
  public static ClinicalEvent image(
      String sop,
      String series,
      String study,
      Map<String, String> attributes,
      double taken,
      double stored) {
    return new ClinicalEvent(
        "pacs:" + sop,
        FactKind.IMAGE,
        EventCode.of(new Code("DICOM", attributes.getOrDefault("Modality", "DX"))),
        EffectiveTime.at(hour(taken)),
        AvailableTime.stated(hour(stored)),
        Boundary.POINT,
        new EventValue.ImageInstance(study, series, sop, new TreeMap<>(attributes)),
        FactStatus.FINAL,
        new Origin("pacs", sop));
  }

  /** The attributes of a frontal chest X-ray. */
  public static Map<String, String> chestXray() {
    return Map.of(
        "Modality", "DX",
        "BodyPartExamined", "CHEST",
        "ViewPosition", "PA",
        "ImageType", "ORIGINAL\\PRIMARY",
        "SOPClassUID", "1.2.840.10008.5.1.4.1.1.1.1",
        "Rows", "512",
        "Columns", "512",
        "InstanceNumber", "1");
  }

  /** A 12-lead recording of ten seconds. */
  public static ClinicalEvent ecg(String key, double taken, double stored) {
    return new ClinicalEvent(
        "ecg:" + key,
        FactKind.WAVEFORM,
        EventCode.of(new Code("LOINC", "11524-6")),
        EffectiveTime.at(hour(taken)),
        AvailableTime.stated(hour(stored)),
        Boundary.POINT,
        new EventValue.Waveform(
            key, 500, 10, "I\\II\\III\\aVR\\aVL\\aVF\\V1\\V2\\V3\\V4\\V5\\V6", new TreeMap<>()),
        FactStatus.FINAL,
        new Origin("ecg", key));
  }
}
