package org.chiasm.connect.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chiasm.connect.fhirjson.Element;
import org.chiasm.connect.fhirjson.ElementReader;
import org.chiasm.connect.fhirjson.FeedFile;
import org.chiasm.connect.fhirjson.JsonDocumentReader;
import org.chiasm.connect.fhirjson.SetAsideException;
import org.chiasm.connect.recording.EcgFileException;
import org.chiasm.connect.recording.MeasuredSignal;
import org.chiasm.waveform.EcgSignal;

/**
 * Electrocardiograms in FHIR JSON: those of one text, or one of a feed read again. A recording is
 * referred to by the file and the byte at which its Observation begins, so that finding it costs
 * nothing in a plain file and a decompression up to that place in a compressed one.
 */
public final class FhirSignals {
  private static final Pattern REFERENCE = Pattern.compile("(.+)@(\\d{1,18})");
  private static final String OBSERVATION = "Observation";

  private static final JsonDocumentReader.Visitor PASSING =
      new JsonDocumentReader.Visitor() {
        @Override
        public void resource(String where, String fullUrl, Element resource, long offset) {}

        @Override
        public void notAResource(String where, SetAsideException problem) {}
      };

  private FhirSignals() {}

  static String reference(FileReader.Place place) {
    return place.file() + "@" + place.offset();
  }

  /**
   * Every electrocardiogram of a text: an Observation, a Bundle, or several of these behind each
   * other.
   *
   * @throws EcgFileException if there is none; the reason is that of the first Observation with
   *     SampledData that cannot be read
   */
  public static List<SampledObservation> of(byte[] text) throws EcgFileException {
    var found = new Found();
    var walker = new JsonDocumentReader();
    try (var first = ElementReader.factory().createParser(text);
        var second = ElementReader.factory().createParser(text)) {
      walker.index(first, PASSING);
      walker.read(second, found);
    } catch (IOException e) {
      found.notAResource("", ElementReader.problem(e));
    }
    if (found.read.isEmpty()) {
      throw found.problems.isEmpty()
          ? EcgFileException.unsupported("JSON without a FHIR Observation that has SampledData")
          : found.problems.getFirst();
    }
    return found.read;
  }

  /**
   * The part of a recording that is measured at ingest, read again.
   *
   * @param root the folder or file the feed was read from
   * @param reference that of the recording
   * @param origin that of the fact, such as {@code Observation/123}
   * @throws EcgFileException if the file has changed since, or cannot be read
   */
  public static EcgSignal beginning(Path root, String reference, String origin)
      throws EcgFileException {
    var place = REFERENCE.matcher(reference);
    if (!place.matches()) {
      throw EcgFileException.unsupported("the recording cannot be found again: not in UTF-8");
    }
    try (var in = open(root, place.group(1))) {
      in.skipNBytes(Long.parseLong(place.group(2)));
      var observation = next(in);
      boolean isSame =
          observation.string("resourceType").equals(OBSERVATION)
              && (!origin.startsWith(OBSERVATION + "/")
                  || observation.string("id").isEmpty()
                  || origin.equals(OBSERVATION + "/" + observation.string("id")));
      if (!isSame) {
        throw changed();
      }
      return MeasuredSignal.beginning(SampledDataReader.read(observation).signal());
    } catch (SetAsideException e) {
      throw new EcgFileException(e.kind(), e.detail());
    } catch (IOException _) {
      throw changed();
    }
  }

  private static InputStream open(Path root, String name) throws IOException, EcgFileException {
    Path folder = root.toAbsolutePath().normalize();
    Path file = Files.isRegularFile(folder) ? folder : folder.resolve(name).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      throw EcgFileException.unreadable("the file of the Observation is not where it was");
    }
    return FeedFile.of(folder, file).open(_ -> {});
  }

  private static Element next(InputStream in) throws IOException, SetAsideException {
    try (var parser = ElementReader.factory().createParser(in)) {
      return new ElementReader().read(parser);
    }
  }

  private static EcgFileException changed() {
    return EcgFileException.unreadable(
        "the Observation is no longer where it stood in its file; run chiasm ingest again");
  }

  private static final class Found implements JsonDocumentReader.Visitor {
    private final List<SampledObservation> read = new ArrayList<>();
    private final List<EcgFileException> problems = new ArrayList<>();

    @Override
    public void resource(String where, String fullUrl, Element resource, long offset) {
      try {
        if (resource.string("resourceType").equals(OBSERVATION)
            && SampledDataReader.holdsSamples(resource)) {
          read.add(SampledDataReader.read(resource));
        }
      } catch (SetAsideException e) {
        notAResource(where, e);
      }
    }

    @Override
    public void notAResource(String where, SetAsideException problem) {
      problems.add(new EcgFileException(problem.kind(), problem.detail()));
    }
  }
}
