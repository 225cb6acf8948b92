package org.chiasm.connect.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.chiasm.ClinicalEvent;
import org.chiasm.SubjectId;
import org.chiasm.record.Timeline;

/** Gathers the lines of each subject, which stand together in the record, into one timeline. */
final class TimelineSpliterator extends Spliterators.AbstractSpliterator<Timeline> {
  private final FactCursor cursor;
  private boolean begun;
  private boolean hasLine;

  TimelineSpliterator(FactCursor cursor) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
    this.cursor = cursor;
  }

  @Override
  public boolean tryAdvance(Consumer<? super Timeline> action) {
    try {
      if (!begun) {
        begun = true;
        hasLine = cursor.next();
      }
      if (!hasLine) {
        return false;
      }
      long subject = cursor.subject();
      var events = new ArrayList<ClinicalEvent>();
      do {
        events.add(cursor.event());
        hasLine = cursor.next();
      } while (hasLine && cursor.subject() == subject);
      action.accept(new Timeline(new SubjectId(subject), events));
      return true;
    } catch (SQLException e) {
      throw new UncheckedIOException(DuckDatabase.failure("The record cannot be read", e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
