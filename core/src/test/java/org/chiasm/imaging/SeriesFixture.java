package org.chiasm.imaging;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.study.Comparison;
import org.chiasm.study.SeriesRule;

/** Series as headers tell them, for tests: {@code key=value} pairs, slices at equal distance. */
final class SeriesFixture {
  private static final Instant ACQUIRED = Instant.parse("2026-03-01T10:00:00Z");

  private final String uid;
  private final TreeMap<String, String> attributes = new TreeMap<>();
  private int count = 30;
  private double spacing = 5;
  private double[] orientation = {1, 0, 0, 0, 1, 0};

  private SeriesFixture(String uid) {
    this.uid = uid;
  }

  /** An axial chest CT of 30 slices of 5 mm without gaps. */
  static SeriesFixture ct(String uid, String... attributes) {
    return new SeriesFixture(uid)
        .with(
            "Modality=CT",
            "SOPClassUID=1.2.840.10008.5.1.4.1.1.2",
            "ImageType=ORIGINAL\\PRIMARY\\AXIAL",
            "BodyPartExamined=CHEST",
            "StudyDescription=CT Chest",
            "SliceThickness=5.0",
            "Rows=512",
            "Columns=512")
        .with(attributes);
  }

  /** One chest radiograph, derived as usual. */
  static SeriesFixture radiograph(String uid, String... attributes) {
    var fixture =
        new SeriesFixture(uid)
            .with("Modality=DX", "ImageType=DERIVED\\PRIMARY", "BodyPartExamined=CHEST")
            .with(attributes);
    fixture.orientation = new double[0];
    return fixture.slices(1, 0);
  }

  SeriesFixture with(String... pairs) {
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String key = pair.substring(0, equals);
      String value = pair.substring(equals + 1);
      if (value.isEmpty()) {
        attributes.remove(key);
      } else {
        attributes.put(key, value);
      }
    }
    return this;
  }

  SeriesFixture slices(int slices, double distance) {
    this.count = slices;
    this.spacing = distance;
    return this;
  }

  SeriesFixture oriented(double... cosines) {
    this.orientation = cosines.clone();
    return this;
  }

  /** Slices are placed along the normal, first at 0. */
  List<ClinicalEvent> events() {
    var events = new ArrayList<ClinicalEvent>();
    for (int i = 0; i < count; i++) {
      var all = new TreeMap<>(attributes);
      all.put("InstanceNumber", Integer.toString(i + 1));
      if (orientation.length == 6) {
        var normal =
            new Vector3(orientation[0], orientation[1], orientation[2])
                .cross(new Vector3(orientation[3], orientation[4], orientation[5]));
        double at = i * spacing;
        all.put(
            "ImageOrientationPatient",
            Arrays.stream(orientation)
                .mapToObj(Double::toString)
                .collect(Collectors.joining("\\")));
        all.put(
            "ImagePositionPatient",
            normal.x() * at + "\\" + normal.y() * at + "\\" + normal.z() * at);
      }
      events.add(event(uid, uid + "." + (i + 1), all));
    }
    return events;
  }

  static ClinicalEvent event(String series, String sop, SortedMap<String, String> attributes) {
    return new ClinicalEvent(
        "pacs:" + sop,
        FactKind.IMAGE,
        EventCode.of(new Code("DICOM", attributes.getOrDefault("Modality", "OT"))),
        EffectiveTime.at(ACQUIRED),
        AvailableTime.stated(ACQUIRED.plusSeconds(60)),
        Boundary.POINT,
        new ImageInstance("1.9", series, sop, attributes),
        FactStatus.FINAL,
        new Origin("pacs", sop));
  }

  ImagingSeries series() {
    return ImagingSeries.of(events());
  }

  static ImagingStudy study(SeriesFixture... fixtures) {
    var events = new ArrayList<ClinicalEvent>();
    for (var fixture : fixtures) {
      events.addAll(fixture.events());
    }
    return ImagingStudy.of(events).getFirst();
  }

  /** A rule from {@code kernel=lung}, {@code slice_thickness<=5}. */
  static SeriesRule rule(String... criteria) {
    var parsed = new ArrayList<SeriesRule.Criterion>();
    for (String criterion : criteria) {
      var parts = criterion.split("(?=[<>=])|(?<=[=])|(?<=[<>])(?=[^=])", 2);
      String rest = criterion.substring(parts[0].length());
      String symbol =
          rest.startsWith("<=") || rest.startsWith(">=")
              ? rest.substring(0, 2)
              : rest.substring(0, 1);
      parsed.add(
          new SeriesRule.Criterion(
              parts[0],
              Comparison.of(symbol).orElseThrow(),
              List.of(rest.substring(symbol.length()).split("\\|", -1))));
    }
    return new SeriesRule(parsed);
  }

  static List<String> acceptedUids(SeriesRule rule, ImagingStudy study) {
    return SeriesSelector.rank(rule, study).accepted().stream()
        .map(each -> each.series().seriesInstanceUid())
        .toList();
  }
}
