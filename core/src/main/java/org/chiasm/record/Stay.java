package org.chiasm.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chiasm.Boundary;
import org.chiasm.ClinicalEvent;
import org.chiasm.EffectiveTime;
import org.jspecify.annotations.Nullable;

/**
 * Something that lasts, put together again from the facts of its beginning and its end. While the
 * end is not known the stay goes on.
 */
public final class Stay {
  private final ClinicalEvent beginning;
  private final Instant start;
  private final @Nullable Instant end;

  private Stay(ClinicalEvent beginning, Instant start, @Nullable Instant end) {
    this.beginning = requireNonNull(beginning, "beginning");
    this.start = start;
    this.end = end;
  }

  /**
   * The stays that these facts tell of, in order of their beginning. A point is a stay of no
   * length; an end without a beginning tells of none.
   */
  public static List<Stay> among(Collection<ClinicalEvent> facts) {
    Map<String, Instant> ends = new LinkedHashMap<>();
    for (var fact : facts) {
      if (fact.boundary() == Boundary.END && fact.effective() instanceof EffectiveTime.At(var at)) {
        ends.merge(fact.key(), at, (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    var stays = new ArrayList<Stay>();
    for (var fact : facts) {
      if (fact.effective() instanceof EffectiveTime.At(var at)) {
        switch (fact.boundary()) {
          case START -> stays.add(new Stay(fact, at, ends.get(fact.key())));
          case POINT -> stays.add(new Stay(fact, at, at));
          case END -> {}
        }
      }
    }
    stays.sort((one, other) -> one.beginning.compareTo(other.beginning));
    return List.copyOf(stays);
  }

  /** The fact that tells of the beginning. */
  public ClinicalEvent beginning() {
    return beginning;
  }

  /** When it began, inclusive. */
  public Instant start() {
    return start;
  }

  /** When it ended, inclusive; nothing while it goes on as far as is known. */
  public Optional<Instant> end() {
    return Optional.ofNullable(end);
  }
}
