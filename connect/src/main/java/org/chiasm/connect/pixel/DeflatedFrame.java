package org.chiasm.connect.pixel;

import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.chiasm.connect.pixel.FrameData.Native;

/** Decodes frames that are deflated each on its own (DICOM PS3.5 A.4.13, RFC 1951). */
final class DeflatedFrame {
  private DeflatedFrame() {}

  static CodedSamples decode(PixelDescription description, byte[] coded)
      throws PixelFormatException {
    byte[] cells = new byte[Math.toIntExact((description.bitsPerFrame() + 7) / 8)];
    var inflater = new Inflater(true);
    try {
      inflater.setInput(coded);
      int done = 0;
      while (done < cells.length && !inflater.finished()) {
        int more = inflater.inflate(cells, done, cells.length - done);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        done += more;
      }
      if (done < cells.length) {
        throw PixelFormatException.truncated(
            "the frame inflates to " + done + " of " + cells.length + " bytes");
      }
    } catch (DataFormatException damaged) {
      throw PixelFormatException.malformed("the frame is not deflated as RFC 1951 says");
    } finally {
      inflater.end();
    }
    return new NativeSamples(description).read(new Native(cells, ByteOrder.LITTLE_ENDIAN, false));
  }
}
