package org.chiasm.connect.slide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one focal plane of one optical path of a level that is read. Of several optical paths the
 * first in transmitted white light, else the first; of its focal planes the middle one (of an even
 * number the upper of the two). Where images of the level still lie over each other, a later one
 * (by InstanceNumber) adds only the tiles that no earlier one has.
 *
 * @param tiles of each instance that has some
 * @param focalPlanes of that optical path
 * @param opticalPaths of the level
 * @param notes what was left out, in words
 */
record SlideLayer(
    Map<SlideImage, List<SlideTile>> tiles, int focalPlanes, int opticalPaths, List<String> notes) {

  private record Place(int row, int column) {}

  /** Of the instances of one level, in order. */
  static SlideLayer of(List<SlideImage> parts) {
    Set<String> paths = new LinkedHashSet<>();
    Set<String> brightfield = new LinkedHashSet<>();
    Set<String> used = new HashSet<>();
    for (var part : parts) {
      paths.addAll(part.paths());
      brightfield.addAll(part.brightfield());
      part.tiles().forEach(tile -> used.add(tile.opticalPath()));
    }
    parts.forEach(part -> part.tiles().forEach(tile -> paths.add(tile.opticalPath())));
    paths.retainAll(used);
    brightfield.retainAll(used);
    String path = brightfield.isEmpty() ? first(paths) : first(brightfield);
    var planes = new TreeSet<Long>();
    for (var part : parts) {
      part.tiles().stream()
          .filter(tile -> tile.opticalPath().equals(path))
          .forEach(tile -> planes.add(tile.focalPlane()));
    }
    long plane = planes.stream().skip(planes.size() / 2).findFirst().orElse(0L);
    var notes = new ArrayList<String>();
    if (paths.size() > 1) {
      notes.add(
          paths.size()
              + " optical paths: the first "
              + (brightfield.isEmpty() ? "" : "in transmitted white light ")
              + "is read");
    }
    if (planes.size() > 1) {
      notes.add(planes.size() + " focal planes: the middle one is read");
    }
    Map<SlideImage, List<SlideTile>> tiles = new LinkedHashMap<>();
    Map<Place, String> taken = new HashMap<>();
    boolean covered = false;
    for (var part : parts) {
      for (var tile : part.tiles()) {
        if (tile.focalPlane() == plane && tile.opticalPath().equals(path)) {
          String image = taken.putIfAbsent(new Place(tile.row(), tile.column()), part.image());
          if (image == null || image.equals(part.image())) {
            tiles.computeIfAbsent(part, _ -> new ArrayList<>()).add(tile);
          } else {
            covered = true;
          }
        }
      }
    }
    if (covered) {
      notes.add("images of one level lie over each other: the first is read");
    }
    return new SlideLayer(tiles, planes.size(), paths.size(), List.copyOf(notes));
  }

  private static String first(Set<String> values) {
    return values.isEmpty() ? "" : values.iterator().next();
  }
}
