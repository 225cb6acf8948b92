package org.chiasm.connect.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chiasm.AssigningAuthority;
import org.chiasm.ClinicalEvent;
import org.chiasm.Code;
import org.chiasm.DataIssue;
import org.chiasm.FactKind;
import org.chiasm.SourceItem;
import org.chiasm.connect.ReadProgress;
import org.chiasm.connect.SourceFailedException;
import org.chiasm.study.SiteDefinition;
import org.jspecify.annotations.Nullable;

/** What a feed gave when it was read once. */
record Reading(List<SourceItem> items) {

  static Reading of(Path root, SiteDefinition site) {
    return of(new FhirFolderSource("ehr", root, site));
  }

  static Reading of(FhirFolderSource source) {
    var items = new ArrayList<SourceItem>();
    try {
      source.read(items::add, ReadProgress.SILENT);
    } catch (SourceFailedException e) {
      throw new AssertionError(e);
    }
    return new Reading(items);
  }

  /** Reads one file with this content. */
  static Reading ofFile(String name, String content, SiteDefinition site) {
    return ofFile(name, content.getBytes(StandardCharsets.UTF_8), site);
  }

  static Reading ofFile(String name, byte[] content, SiteDefinition site) {
    try {
      var folder = Files.createTempDirectory("fhir");
      var file = folder.resolve(name);
      try {
        Files.write(file, content);
        return of(folder, site);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads NDJSON lines; single quotes stand for double ones. */
  static Reading ofLines(SiteDefinition site, String... lines) {
    return ofFile("feed.ndjson", String.join("\n", lines).replace('\'', '"'), site);
  }

  /** A folder of the shared data, or null where this machine has none. */
  static @Nullable Path shared(String folder) {
    var shared = System.getProperty("chiasm.shared");
    var path = Path.of(shared == null ? "absent" : shared, "data", folder);
    return Files.isDirectory(path) ? path : null;
  }

  List<SourceItem.Fact> facts() {
    return items.stream()
        .filter(SourceItem.Fact.class::isInstance)
        .map(SourceItem.Fact.class::cast)
        .toList();
  }

  List<ClinicalEvent> events() {
    return facts().stream().map(SourceItem.Fact::event).toList();
  }

  List<ClinicalEvent> events(FactKind kind) {
    return events().stream().filter(event -> event.kind() == kind).toList();
  }

  List<SourceItem.Registration> registrations() {
    return items.stream()
        .filter(SourceItem.Registration.class::isInstance)
        .map(SourceItem.Registration.class::cast)
        .toList();
  }

  List<DataIssue> issues() {
    return items.stream()
        .filter(SourceItem.SetAside.class::isInstance)
        .map(item -> ((SourceItem.SetAside) item).issue())
        .toList();
  }

  List<DataIssue.Kind> issueKinds() {
    return issues().stream().map(DataIssue::kind).toList();
  }

  ClinicalEvent onlyEvent() {
    assertThat(issues()).isEmpty();
    assertThat(events()).hasSize(1);
    return events().getFirst();
  }

  DataIssue onlyIssue() {
    assertThat(events()).isEmpty();
    assertThat(issues()).hasSize(1);
    return issues().getFirst();
  }

  /** A site with a lag of one hour for every kind and the zone of Berlin. */
  static Site site() {
    return new Site();
  }

  /** Builds a site. */
  static final class Site {
    private @Nullable ZoneId zone = ZoneId.of("Europe/Berlin");
    private final Map<String, AssigningAuthority> authorities = new HashMap<>();
    private final Map<FactKind, Duration> lags = new HashMap<>();
    private final Map<Code, Code> codes = new HashMap<>();
    private final Map<String, List<String>> locations = new HashMap<>();

    Site() {
      for (var kind : FactKind.values()) {
        lags.put(kind, Duration.ofHours(1));
      }
    }

    Site withoutZone() {
      zone = null;
      return this;
    }

    Site withoutLag(FactKind kind) {
      lags.remove(kind);
      return this;
    }

    Site authority(String issuer, String uri) {
      authorities.put(issuer, new AssigningAuthority(uri));
      return this;
    }

    Site code(Code local, Code standard) {
      codes.put(local, standard);
      return this;
    }

    Site location(String kind, String... names) {
      locations.put(kind, List.of(names));
      return this;
    }

    SiteDefinition build() {
      return new SiteDefinition(
          "test", zone, authorities, lags, codes, Map.of(), locations, Duration.ofMinutes(10));
    }
  }
}
