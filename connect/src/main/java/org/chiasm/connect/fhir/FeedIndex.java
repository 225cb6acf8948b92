package org.chiasm.connect.fhir;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.chiasm.EventCode;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.ElementReader;
import org.chiasm.connect.fhirjson.FeedFile;
import org.chiasm.connect.fhirjson.JsonDocumentReader;
import org.chiasm.connect.fhirjson.LineReader;
import org.chiasm.connect.fhirjson.SetAsideException;

/**
 * What resources of a feed say that others only refer to: the names of its places and the codes of
 * its medications (FHIR R4 Location, Medication). Bounded; what is beyond the limit stays
 * unresolved. What is broken is passed over here: the reading itself reports it.
 */
final class FeedIndex {
  private static final int MAX_RESOURCES = 1_000_000;
  private static final byte[] LOCATION = "Location\"".getBytes(US_ASCII);
  private static final byte[] MEDICATION = "Medication\"".getBytes(US_ASCII);
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int OVERLAP_BYTES = 16;

  private final CodeReader codes;
  private final int maxLineBytes;
  private final ElementReader elements = new ElementReader();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, EventCode> medications = new HashMap<>();

  FeedIndex(CodeReader codes, int maxLineBytes) {
    this.codes = codes;
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * A place.
   *
   * @param name as displayed, may be empty
   * @param labels every name, identifier, type and code it is known by
   * @param partOf the reference to the place it lies in, may be empty
   */
  record Place(String name, List<String> labels, String partOf) {
    /** Copies the labels. */
    Place {
      labels = List.copyOf(labels);
    }
  }

  /** Takes in every place and medication of a file, before any file is read. */
  void index(FeedFile file, LongConsumer progress) {
    try {
      switch (file.format()) {
        case NDJSON -> lines(file, progress);
        case JSON -> document(file, progress);
        case OTHER, UNREADABLE -> {}
      }
    } catch (IOException _) {
      // Reported when the file is read.
    }
  }

  private void lines(FeedFile file, LongConsumer progress) throws IOException {
    try (var in = file.open(progress)) {
      var lines = new LineReader(in, maxLineBytes);
      while (lines.next()) {
        if (isWorthReading(lines.bytes(), lines.offset(), lines.length())) {
          line(lines);
        }
      }
    }
  }

  private void line(LineReader lines) throws IOException {
    try {
      var resource = elements.readLine(lines.bytes(), lines.offset(), lines.length());
      if (resource.string("resourceType").equals("Bundle")) {
        try (var parser =
            ElementReader.factory().createParser(lines.bytes(), lines.offset(), lines.length())) {
          new JsonDocumentReader().index(parser, visitor());
        }
      } else {
        add("", resource);
      }
    } catch (SetAsideException _) {
      // Reported when the line is read.
    }
  }

  private void document(FeedFile file, LongConsumer progress) throws IOException {
    if (!isWorthReading(file, progress)) {
      return;
    }
    try (var in = file.open(_ -> {});
        var parser = ElementReader.factory().createParser(in)) {
      new JsonDocumentReader().index(parser, visitor());
    }
  }

  private static boolean isWorthReading(FeedFile file, LongConsumer progress) throws IOException {
    var chunk = new byte[CHUNK_BYTES + OVERLAP_BYTES];
    int kept = 0;
    try (var in = file.open(progress)) {
      for (int count; (count = in.read(chunk, kept, CHUNK_BYTES)) >= 0; ) {
        int filled = kept + count;
        if (isWorthReading(chunk, 0, filled)) {
          return true;
        }
        int next = Math.min(OVERLAP_BYTES, filled);
        System.arraycopy(chunk, filled - next, chunk, 0, next);
        kept = next;
      }
    }
    return false;
  }

  private JsonDocumentReader.Visitor visitor() {
    return new JsonDocumentReader.Visitor() {
      @Override
      public void resource(String where, String fullUrl, Element resource, long offset)
          throws SetAsideException {
        add(fullUrl, resource);
      }

      @Override
      public void notAResource(String where, SetAsideException problem) {}
    };
  }

  /** Whether these bytes may hold a resource of a type that is indexed: a cheap first look. */
  private static boolean isWorthReading(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int i = offset; i < end - 1; i++) {
      if (bytes[i] == '"'
          && ((bytes[i + 1] == 'L' && holds(bytes, i + 1, end, LOCATION))
              || (bytes[i + 1] == 'M' && holds(bytes, i + 1, end, MEDICATION)))) {
        return true;
      }
    }
    return false;
  }

  /** Takes in a resource if others may refer to it. */
  private void add(String fullUrl, Element resource) throws SetAsideException {
    var id = References.idOf(resource, fullUrl);
    if (id.isEmpty() || places.size() + medications.size() >= MAX_RESOURCES) {
      return;
    }
    switch (resource.string("resourceType")) {
      case "Location" -> places.put("Location/" + id, place(id, resource));
      case "Medication" -> {
        var code = resource.element("code");
        if (code.isPresent()) {
          medications.put("Medication/" + id, codes.read(code.get(), "Medication.code"));
        }
      }
      default -> {}
    }
  }

  Optional<Place> place(String reference) {
    return Optional.ofNullable(places.get(reference));
  }

  Optional<EventCode> medication(String reference) {
    return Optional.ofNullable(medications.get(reference));
  }

  private static Place place(String id, Element location) throws SetAsideException {
    var labels = new ArrayList<String>();
    labels.add(location.string("name"));
    labels.addAll(location.strings("alias"));
    labels.add(id);
    for (var identifier : location.elements("identifier")) {
      labels.add(identifier.string("value"));
    }
    for (var type : location.elements("type")) {
      labels.addAll(LocationKinds.labels(type));
    }
    labels.addAll(LocationKinds.labels(location.elementOrEmpty("physicalType")));
    labels.removeIf(String::isBlank);
    return new Place(
        location.string("name"),
        labels,
        References.typeAndId(location.elementOrEmpty("partOf").string("reference")));
  }

  private static boolean holds(byte[] bytes, int from, int end, byte[] sought) {
    return end - from >= sought.length
        && Arrays.equals(bytes, from, from + sought.length, sought, 0, sought.length);
  }
}
