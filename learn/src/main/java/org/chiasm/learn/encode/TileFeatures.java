package org.chiasm.learn.encode;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.Tensor;

/**
 * Original features of the tiles of a slide: first-order statistics of each colour over all tiles.
 */
final class TileFeatures {
  private static final List<String> COLOURS = List.of("red", "green", "blue");

  static final List<String> NAMES = names();

  private TileFeatures() {}

  private static List<String> names() {
    var names = new ArrayList<String>();
    for (var colour : COLOURS) {
      FirstOrder.NAMES.forEach(name -> names.add(colour + "_" + name));
    }
    return List.copyOf(names);
  }

  static double[] measure(Tensor tensor) {
    int tile = tensor.extent(2) * tensor.extent(3);
    var result = new double[NAMES.size()];
    for (int colour = 0; colour < COLOURS.size(); colour++) {
      var numbers = new float[tensor.extent(0) * tile];
      for (int i = 0; i < tensor.extent(0); i++) {
        int from = (i * COLOURS.size() + colour) * tile;
        System.arraycopy(tensor.values(), from, numbers, i * tile, tile);
      }
      var measured = FirstOrder.measure(numbers);
      System.arraycopy(measured, 0, result, colour * measured.length, measured.length);
    }
    return result;
  }
}
