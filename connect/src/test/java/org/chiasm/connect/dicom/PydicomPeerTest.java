package org.chiasm.connect.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chiasm.connect.dicomdictionary.Tag;
import org.junit.jupiter.api.Test;

/** Every odd file, element by element, against another reader. */
class PydicomPeerTest {
  /**
   * Where the other reader goes wrong, which looking at the bytes shows: it takes an implicit VR
   * element with a representation for one of 139,296 bytes, another for one of 21,315, and drops
   * pixels that end without delimiter.
   */
  private static final Set<String> PEER_WRONG = Set.of("GH179A.dcm", "GH626.dcm", "GH1339.dcm");

  @Test
  void everyElementOfEveryOddFileIsTheSameAsPydicomReadsIt() throws Exception {
    var files = new ArrayList<>(SharedFiles.below("dicom_odd"));
    files.addAll(SharedFiles.below("ecg/dicom"));
    files.removeIf(file -> PEER_WRONG.contains(file.getFileName().toString()));
    var peer = PydicomPeer.read(files);
    var counts = new TreeMap<String, Integer>();
    var differences = new ArrayList<String>();
    for (Path file : files) {
      compare(file, peer, counts, differences);
    }
    assertThat(differences).isEmpty();
    assertThat(counts.get("files compared")).isGreaterThan(200);
    assertThat(counts.get("words compared")).isGreaterThan(20_000);
    assertThat(counts.get("lengths compared")).isGreaterThan(20_000);
  }

  private static void compare(
      Path file,
      Map<Path, Map<String, PydicomPeer.Element>> peer,
      Map<String, Integer> counts,
      List<String> differences)
      throws Exception {
    DicomFile read;
    try {
      read = DicomReader.standard().read(file);
    } catch (DicomFormatException e) {
      counts.merge("refused", 1, Integer::sum);
      boolean peerReadsMuch = peer.containsKey(file) && peer.get(file).size() > 1;
      if (peerReadsMuch) {
        differences.add(file.getFileName() + " refused: " + e.getMessage());
      }
      return;
    }
    var theirs = peer.get(file);
    if (theirs == null) {
      counts.merge("files only we read", 1, Integer::sum);
      return;
    }
    counts.merge("files compared", 1, Integer::sum);
    var ours = new TreeMap<String, Seen>();
    collect(read.dataset(), "", ours);
    for (var element : theirs.entrySet()) {
      var seen = ours.remove(element.getKey());
      if (seen == null) {
        if (!read.isTruncated()) {
          differences.add(file.getFileName() + " " + element.getKey() + " missing");
        }
      } else {
        String difference = difference(element.getKey(), seen, element.getValue(), counts);
        if (!difference.isEmpty()) {
          differences.add(file.getFileName() + " " + element.getKey() + " " + difference);
        }
      }
    }
    ours.keySet().forEach(path -> differences.add(file.getFileName() + " " + path + " extra"));
  }

  private record Seen(String vr, long length, String words) {}

  private static void collect(DicomDataset dataset, String path, Map<String, Seen> into) {
    for (var element : dataset) {
      String here = path + String.format(Locale.ROOT, "%08X", element.tag());
      switch (element) {
        case SequenceElement sequence -> {
          into.put(here, new Seen("SQ", -1, Integer.toString(sequence.items().size())));
          for (int item = 0; item < sequence.items().size(); item++) {
            collect(sequence.items().get(item), here + "[" + item + "]/", into);
          }
        }
        case PixelDataElement _ -> into.put(here, new Seen("pixels", -1, ""));
        case ValueElement value ->
            into.put(
                here,
                new Seen(
                    value.vr().name(),
                    value.length(),
                    String.join("\\", dataset.strings(element.tag()))));
      }
    }
  }

  private static String difference(
      String path, Seen ours, PydicomPeer.Element theirs, Map<String, Integer> counts) {
    if (theirs.problem().isPresent()) {
      return "";
    }
    int tag = Integer.parseUnsignedInt(path.substring(path.length() - 8), 16);
    if (theirs.length().isPresent() && ours.length() >= 0) {
      counts.merge("lengths compared", 1, Integer::sum);
      if (theirs.length().get() != ours.length()) {
        return "length " + ours.length() + " against " + theirs.length().get();
      }
    }
    if (!ours.vr().equals(theirs.vr())) {
      return Tag.isPrivate(tag) ? "" : ours.vr() + " against " + theirs.vr();
    }
    if (theirs.words().isEmpty()) {
      return "";
    }
    counts.merge("words compared", 1, Integer::sum);
    String expected = unpadded(theirs.words().get(), ours.vr());
    String found = unpadded(ours.words(), ours.vr());
    return found.equals(expected) ? "" : "words differ";
  }

  /** Without the blanks around each value and the empty name groups that pydicom leaves out. */
  private static String unpadded(String words, String vr) {
    String stripped =
        Arrays.stream(words.split("\\\\", -1))
            .map(value -> value.replaceAll("^[ \0]+|[ \0]+$", ""))
            .map(value -> vr.equals("PN") ? value.replaceAll("=+$", "") : value)
            .collect(Collectors.joining("\\"));
    return stripped.replace("\r\n", "\n").replace('\r', '\n');
  }
}
