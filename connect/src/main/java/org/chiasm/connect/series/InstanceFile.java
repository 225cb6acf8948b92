package org.chiasm.connect.series;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.chiasm.DataIssue;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.pacs.InstanceAttributes;
import org.chiasm.connect.pixel.ImageResult;
import org.chiasm.connect.pixel.InstancePixels;
import org.chiasm.connect.pixel.Undecodable;

/** The file of an instance that a fact refers to, or why it cannot be read. */
sealed interface InstanceFile {
  /** It can. */
  record Opened(DicomFile file) implements InstanceFile {}

  /** It cannot. */
  record Closed(Undecodable reason) implements InstanceFile {}

  /** Reads its header. */
  static InstanceFile open(Path root, ImageInstance instance) {
    Path file = root.resolve(instance.attribute(InstanceAttributes.FILE_ID));
    try {
      return new Opened(DicomReader.standard().readHeader(file));
    } catch (DicomFormatException malformed) {
      return new Closed(
          new Undecodable(malformed.kind(), Objects.toString(malformed.getMessage(), "not DICOM")));
    } catch (IOException unreadable) {
      return new Closed(
          new Undecodable(
              DataIssue.Kind.UNREADABLE,
              "the file cannot be read (" + unreadable.getClass().getSimpleName() + ")"));
    }
  }

  /** Decodes all of it. */
  static ImageResult pixels(Path root, ImageInstance instance) {
    return switch (open(root, instance)) {
      case Opened(var file) -> InstancePixels.of(file).image();
      case Closed(var reason) -> reason;
    };
  }
}
