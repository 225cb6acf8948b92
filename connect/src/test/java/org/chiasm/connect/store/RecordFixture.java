package org.chiasm.connect.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chiasm.AssigningAuthority;
import org.chiasm.AvailableTime;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.Demographics;
import org.chiasm.EffectiveTime;
import org.chiasm.EventCode;
import org.chiasm.EventValue;
import org.chiasm.FactKind;
import org.chiasm.FactStatus;
import org.chiasm.Origin;
import org.chiasm.PatientIdentifier;
import org.chiasm.Quantity;
import org.chiasm.Sex;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.Source;
import org.chiasm.record.Timeline;

/** Small feeds and records for tests. */
final class RecordFixture {
  static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  private RecordFixture() {}

  /** A feed that hands out these items. */
  record Given(String feed, List<SourceItem> items) implements Source {
    @Override
    public void read(Consumer<SourceItem> sink, ReadProgress progress) {
      items.forEach(sink);
    }
  }

  static PatientIdentifier mrn(String value) {
    return new PatientIdentifier(new AssigningAuthority("urn:oid:1.2.3"), value);
  }

  static PatientIdentifier chart(String value) {
    return new PatientIdentifier(new AssigningAuthority("urn:chiasm:fhir:ehr"), value);
  }

  static SourceItem registered(String document, Sex sex, PatientIdentifier... identifiers) {
    return new SourceItem.Registration(
        List.of(identifiers),
        new Demographics("", "", sex, null, null),
        new Origin("ehr", document));
  }

  static ClinicalEvent lab(String key, EventValue value) {
    return lab(key, new Code("LOINC", "6690-2"), value, NOON, FactStatus.FINAL);
  }

  static ClinicalEvent lab(
      String key, Code code, EventValue value, Instant issued, FactStatus status) {
    return new ClinicalEvent(
        key,
        FactKind.OBSERVATION,
        EventCode.of(code),
        EffectiveTime.at(NOON.minusSeconds(3600)),
        AvailableTime.stated(issued),
        Boundary.POINT,
        value,
        status,
        new Origin("ehr", key));
  }

  static ClinicalEvent lab(String key, double number) {
    return lab(key, Quantity.of(number, "10*9/L"));
  }

  static SourceItem fact(PatientIdentifier patient, ClinicalEvent event) {
    return new SourceItem.Fact(patient, event);
  }

  static SourceItem issue(String position) {
    return new SourceItem.SetAside(
        new DataIssue(DataIssue.Kind.MALFORMED, "ehr", position, "not JSON"));
  }

  static RecordSummary ingest(Path record, SourceItem... items) throws Exception {
    return ingest(record, List.of(items));
  }

  static RecordSummary ingest(Path record, List<SourceItem> items) throws Exception {
    return RecordBuilder.ingest(record, List.of(new Given("ehr", items)), ReadProgress.SILENT);
  }

  static List<Timeline> timelines(Path record) throws IOException {
    try (var reader = RecordReader.open(record);
        var all = reader.timelines()) {
      return all.toList();
    }
  }

  static List<ClinicalEvent> events(Path record) throws IOException {
    return timelines(record).stream().flatMap(each -> each.events().stream()).toList();
  }

  static List<DataIssue> setAside(Path record) throws IOException {
    try (var reader = RecordReader.open(record);
        var all = reader.setAside()) {
      return all.toList();
    }
  }

  /** Every file's bytes, by its path in the folder. */
  static Map<String, String> bytes(Path folder) throws IOException {
    var all = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        var digest = Arrays.hashCode(Files.readAllBytes(file));
        all.put(folder.relativize(file).toString(), Files.size(file) + " " + digest);
      }
    }
    return all;
  }
}
