package org.chiasm.connect;

import java.util.function.Consumer;
import org.chiasm.SourceItem;

/**
 * One feed of a hospital, read as it is. A source hands every registration, fact and set-aside
 * thing to its reader, in an order that depends on the feed's content only.
 */
public interface Source {
  /** The feed's name, as it stands in the origin of each of its facts. */
  String feed();

  /**
   * Reads the whole feed. Dirty content becomes {@link SourceItem.SetAside}; only the feed as a
   * whole can fail.
   *
   * @param sink takes the items one at a time, on the calling thread
   * @param progress told of each step
   * @throws SourceFailedException if the feed cannot be reached or is not one at all
   */
  void read(Consumer<SourceItem> sink, ReadProgress progress) throws SourceFailedException;
}
