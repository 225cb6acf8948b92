package org.chiasm.connect.display;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.chiasm.connect.dicom.DicomReader;
import org.chiasm.connect.pixel.InstanceFrames;

final class DumpArrays {
  public static void main(String[] a) throws Exception {
    Path out = Path.of(a[1]);
    Files.createDirectories(out);
    int n = 0;
    try (var walk = Files.walk(Path.of(a[0]))) {
      for (Path f : walk.filter(Files::isRegularFile).sorted().toList()) {
        long t = System.nanoTime();
        try {
          var d = DicomReader.standard().readHeader(f);
          if (d.dataset().pixelData().isEmpty()) continue;
          var fr = InstanceFrames.of(d);
          var s = out.resolve(n + "s.npy");
          var v = out.resolve(n++ + "v.npy");
          ImageArray.Result r;
          try (var npy = new NpyFile(s)) { r = new ImageArray(fr, true, Optional.empty()).into(npy); }
          try (var npy = new NpyFile(v)) { new ImageArray(fr, false, Optional.empty()).into(npy); }
          if (r instanceof ImageArray.Result.Refused x) { System.err.println("OURS " + f + " " + x.why().reason()); }
          else System.out.println(f + "\t" + s + "\t" + v);
          long ms = (System.nanoTime() - t) / 1000000;
          if (ms > 1500) System.err.println("SLOW " + ms + " " + f);
        } catch (org.chiasm.connect.dicom.DicomFormatException e) {
          System.err.println("NOTDICOM " + f + " " + e.getMessage());
        }
      }
    }
  }
}
