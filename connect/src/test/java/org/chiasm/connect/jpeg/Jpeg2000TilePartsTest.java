package org.chiasm.connect.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Jpeg2000TilePartsTest {
  /** Tile-parts without packets: tile, number of the part, and how many are announced. */
  private static byte[] codestream(int[]... parts) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xFF, 0x4F});
    for (int[] part : parts) {
      out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0x90, 0, 10, 0, (byte) part[0]});
      out.writeBytes(new byte[] {0, 0, 0, 14, (byte) part[1], (byte) part[2]});
      out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0x93});
    }
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return out.toByteArray();
  }

  private static List<Integer> announced(byte[] codestream) {
    var counts = new ArrayList<Integer>();
    for (int at = 2; at + 14 <= codestream.length; at += 14) {
      counts.add((int) codestream[at + 11]);
    }
    return counts;
  }

  @Test
  void aStreamThatAnnouncesTooFewTilePartsIsCountedAnew() {
    var stream =
        codestream(new int[] {0, 0, 1}, new int[] {1, 0, 1}, new int[] {0, 1, 1}, new int[] {0, 2, 1});
    assertThat(announced(Jpeg2000TileParts.withTrueCounts(stream, 2))).containsExactly(3, 1, 3, 3);
  }

  @Test
  void aStreamThatAnnouncesWhatThereIsStaysAsItIs() {
    var known = codestream(new int[] {0, 0, 2}, new int[] {0, 1, 2});
    var unknown = codestream(new int[] {0, 0, 0}, new int[] {0, 1, 2});
    assertThat(Jpeg2000TileParts.withTrueCounts(known, 2)).isSameAs(known);
    assertThat(Jpeg2000TileParts.withTrueCounts(unknown, 2)).isSameAs(unknown);
  }
}
