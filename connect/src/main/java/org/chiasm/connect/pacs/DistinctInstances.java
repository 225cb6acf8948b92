package org.chiasm.connect.pacs;

import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.chiasm.DataIssue;
import org.chiasm.SourceItem;

/**
 * Lets each instance of a feed through once: the first file that holds it, but one with pixels
 * rather than a bare header of the same instance. Bare headers therefore wait until {@link #finish}
 * or until many others wait behind them.
 */
final class DistinctInstances {
  private static final int WAITING_HEADERS = 10_000;

  private final String feed;
  private final Consumer<SourceItem> sink;
  private final SeenInstances seen = new SeenInstances();
  private final LinkedHashMap<String, Waiting> waiting = new LinkedHashMap<>();

  private record Waiting(SourceItem.Fact fact, String position) {}

  DistinctInstances(String feed, Consumer<SourceItem> sink) {
    this.feed = feed;
    this.sink = sink;
  }

  /**
   * Takes one file's fact.
   *
   * @param bareHeader whether the file holds an image without its pixels
   */
  void accept(SourceItem.Fact fact, String position, boolean bareHeader) {
    String uid = fact.event().origin().reference();
    if (bareHeader && !waiting.containsKey(uid) && seen.add(uid)) {
      if (waiting.size() >= WAITING_HEADERS) {
        sink.accept(waiting.pollFirstEntry().getValue().fact());
      }
      waiting.put(uid, new Waiting(fact, position));
      return;
    }
    var header = bareHeader ? null : waiting.remove(uid);
    if (header != null) {
      duplicate(
          header.position(), "Another file of the feed has the same instance with its pixels");
      sink.accept(fact);
    } else if (!bareHeader && seen.add(uid)) {
      sink.accept(fact);
    } else {
      duplicate(position, "An earlier file of the feed has the same SOPInstanceUID");
    }
  }

  /** Lets through what still waits, in the order it came. */
  void finish() {
    waiting.values().forEach(header -> sink.accept(header.fact()));
    waiting.clear();
  }

  private void duplicate(String position, String detail) {
    sink.accept(
        new SourceItem.SetAside(new DataIssue(DataIssue.Kind.DUPLICATE, feed, position, detail)));
  }
}
