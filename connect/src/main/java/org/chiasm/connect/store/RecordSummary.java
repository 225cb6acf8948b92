package org.chiasm.connect.store;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chiasm.DataIssue;

/**
 * What a record was built from and what became of it: nothing that was read is missing from the
 * count.
 *
 * @param subjects how many subjects have at least one line
 * @param events lines of the record, with those that are set aside but kept, and with markers
 * @param markers lines that stand in a candidate's record for facts of a quarantined identifier
 * @param identifiers how many identifiers are linked or quarantined
 * @param quarantined how many identifiers are quarantined
 * @param feeds by feed name, ascending
 */
public record RecordSummary(
    long subjects,
    long events,
    long markers,
    long identifiers,
    long quarantined,
    SortedMap<String, FeedCount> feeds) {
  /**
   * The account of one feed: {@code read = registrations + used + set aside}.
   *
   * @param read items the source handed out
   * @param registrations items that tell which identifiers belong together
   * @param used facts in the record that nothing speaks against
   * @param setAside by reason; facts that are uncoded or without value stay in the record
   */
  public record FeedCount(
      long read, long registrations, long used, Map<DataIssue.Kind, Long> setAside) {
    /**
     * Checks the account.
     *
     * @throws IllegalStateException if an item is lost or counted twice
     */
    public FeedCount {
      var copy = new EnumMap<DataIssue.Kind, Long>(DataIssue.Kind.class);
      copy.putAll(setAside);
      setAside = Collections.unmodifiableMap(copy);
      long accounted =
          registrations + used + setAside.values().stream().mapToLong(Long::longValue).sum();
      if (read != accounted) {
        throw new IllegalStateException(
            "The account of a feed does not add up: "
                + read
                + " items read, "
                + accounted
                + " accounted for");
      }
    }

    /** Facts and things that could not become facts, in all. */
    public long setAsideTotal() {
      return setAside.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Copies the feeds. */
  public RecordSummary {
    feeds = Collections.unmodifiableSortedMap(new TreeMap<>(feeds));
  }

  /** Items read from all feeds. */
  public long read() {
    return feeds.values().stream().mapToLong(FeedCount::read).sum();
  }

  /** Facts in the record that nothing speaks against, of all feeds. */
  public long used() {
    return feeds.values().stream().mapToLong(FeedCount::used).sum();
  }

  /** Items set aside from all feeds, by reason. */
  public Map<DataIssue.Kind, Long> setAside() {
    var all = new EnumMap<DataIssue.Kind, Long>(DataIssue.Kind.class);
    feeds
        .values()
        .forEach(
            feed -> feed.setAside().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
    return Collections.unmodifiableMap(all);
  }
}
