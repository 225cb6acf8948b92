package org.chiasm.connect.fhir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import org.chiasm.DataIssue;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.ElementReader;
import org.chiasm.connect.fhirjson.FeedFile;
import org.chiasm.connect.fhirjson.JsonDocumentReader;
import org.chiasm.connect.fhirjson.LineReader;
import org.chiasm.connect.fhirjson.SetAsideException;

/** Reads the resources of one file, by lines or as one JSON text. */
final class FileReader {
  private final Resources resources;
  private final int maxLineBytes;
  private final ElementReader elements = new ElementReader();

  FileReader(Resources resources, int maxLineBytes) {
    this.resources = resources;
    this.maxLineBytes = maxLineBytes;
  }

  /** Who is handed each resource. */
  interface Resources {
    void read(Element resource, String fullUrl, Place place, References references);

    /** Something that is not even a resource. */
    void setAside(String position, SetAsideException reason);
  }

  /**
   * Where a resource stands.
   *
   * @param file its name below the folder
   * @param within its line and its place in a Bundle, as positions of issues show it
   * @param offset where it begins, in bytes of the uncompressed file; negative where unknown
   */
  record Place(String file, String within, long offset) {
    String position() {
      return file + within;
    }
  }

  /** Opens a text anew each time. */
  private interface Opening {
    InputStream open() throws IOException;
  }

  /** Reads a file; whatever is wrong with it is handed out as an issue. */
  void read(FeedFile file, LongConsumer progress) {
    switch (file.format()) {
      case NDJSON -> lines(file, progress);
      case JSON ->
          document(
              () -> file.open(_ -> {}), () -> file.open(progress), new Place(file.name(), "", 0));
      case OTHER ->
          resources.setAside(
              file.name(),
              SetAsideException.unsupported(
                  "Not read: expected *.ndjson, *.jsonl or *.json, each also as .gz"));
      case UNREADABLE ->
          resources.setAside(
              file.name(),
              new SetAsideException(
                  DataIssue.Kind.UNREADABLE,
                  "Cannot be opened: a broken or circular link, or no permission"));
    }
  }

  private void lines(FeedFile file, LongConsumer progress) {
    long number = 0;
    try (var in = file.open(progress)) {
      var lines = new LineReader(in, maxLineBytes);
      while (lines.next()) {
        number = lines.number();
        if (number == 1 && lines.isUtf16()) {
          resources.setAside(
              file.name(), SetAsideException.malformed("UTF-16, expected UTF-8 (FHIR R4 2.6.2)"));
          return;
        }
        if (!lines.isBlank()) {
          line(file, lines);
        }
      }
    } catch (IOException e) {
      resources.setAside(file.name() + ":" + (number + 1), ElementReader.problem(e));
    }
  }

  private void line(FeedFile file, LineReader lines) {
    var place = new Place(file.name(), ":" + lines.number(), lines.position());
    try {
      if (lines.isTooLong()) {
        throw SetAsideException.unsupported(
            "The line is longer than " + (maxLineBytes >> 20) + " MiB");
      }
      var resource = elements.readLine(lines.bytes(), lines.offset(), lines.length());
      if (resource.string("resourceType").equals("Bundle")) {
        Opening text =
            () -> new ByteArrayInputStream(lines.bytes(), lines.offset(), lines.length());
        document(text, text, place);
      } else {
        resources.read(resource, "", place, References.empty());
      }
    } catch (SetAsideException e) {
      boolean isCutByTheEnd = lines.isUnterminated();
      resources.setAside(
          place.position(),
          e.kind() == DataIssue.Kind.TRUNCATED && !isCutByTheEnd
              ? SetAsideException.malformed(e.detail())
              : e);
    }
  }

  private void document(Opening first, Opening second, Place text) {
    var walker = new JsonDocumentReader();
    var bundle = new References();
    try (var in = first.open();
        var parser = ElementReader.factory().createParser(in)) {
      walker.index(
          parser,
          new JsonDocumentReader.Visitor() {
            @Override
            public void resource(String where, String fullUrl, Element resource, long offset)
                throws SetAsideException {
              bundle.add(fullUrl, resource);
            }

            @Override
            public void notAResource(String where, SetAsideException problem) {}
          });
    } catch (IOException _) {
      // The second walk meets the same end and reports it, behind what stands before it.
    }
    try (var in = second.open();
        var parser = ElementReader.factory().createParser(in)) {
      walker.read(
          parser,
          new JsonDocumentReader.Visitor() {
            @Override
            public void resource(String where, String fullUrl, Element resource, long offset) {
              long begins = offset < 0 ? offset : text.offset() + offset;
              resources.read(
                  resource, fullUrl, new Place(text.file(), text.within() + where, begins), bundle);
            }

            @Override
            public void notAResource(String where, SetAsideException problem) {
              resources.setAside(text.position() + where, problem);
            }
          });
    } catch (IOException e) {
      resources.setAside(text.position(), ElementReader.problem(e));
    }
  }
}
