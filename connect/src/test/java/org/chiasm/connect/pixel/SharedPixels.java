package org.chiasm.connect.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicom.DicomFormatException;
import org.chiasm.connect.dicom.DicomReader;

/** Real DICOM files of the shared data, for tests. */
final class SharedPixels {
  private SharedPixels() {}

  static Path folder(String name) {
    var folder = Path.of(System.getProperty("chiasm.shared", "../shared"), "data", name);
    assumeTrue(Files.isDirectory(folder), () -> "skipped: no " + folder);
    return folder;
  }

  static List<Path> files(Path folder) throws IOException {
    try (var walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static DicomFile open(Path file) throws IOException, DicomFormatException {
    return DicomReader.standard().readHeader(file);
  }

  /** The file if it is DICOM with pixels. */
  static Optional<DicomFile> openIfPixels(Path file) throws IOException {
    try {
      return Optional.of(open(file)).filter(each -> each.dataset().pixelData().isPresent());
    } catch (DicomFormatException notDicom) {
      return Optional.empty();
    }
  }

  static DecodedImage image(Path file) throws IOException, DicomFormatException {
    var result = InstancePixels.of(open(file)).image();
    assertThat(result).as(file.getFileName().toString()).isInstanceOf(DecodedImage.class);
    return (DecodedImage) result;
  }
}
