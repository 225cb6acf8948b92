package org.chiasm.learn.outcome;

import java.util.ArrayList;
import java.util.List;
import org.chiasm.Readiness;
import org.chiasm.SubjectId;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.LabelledRow;

/**
 * Rows that the gate lets pass and whose outcome is known, so far as their kind of outcome asks.
 *
 * @param labelled in the order given
 */
public record KnownRows(List<LabelledRow> labelled) {
  /** Copies the rows. */
  public KnownRows {
    labelled = List.copyOf(labelled);
  }

  /** Those of some rows that can be used. */
  public static KnownRows of(OutcomeKind kind, Iterable<LabelledRow> given) {
    var usable = new ArrayList<LabelledRow>();
    for (var each : given) {
      if (each.row().decision().readiness() == Readiness.READY && kind.isKnown(each.outcome())) {
        usable.add(each);
      }
    }
    return new KnownRows(usable);
  }

  /** How many. */
  public int size() {
    return labelled.size();
  }

  /** The rows. */
  public List<FeatureRow> rows() {
    return labelled.stream().map(LabelledRow::row).toList();
  }

  /** The subject of each row. */
  public List<SubjectId> subjects() {
    return labelled.stream().map(each -> each.row().subject()).toList();
  }

  /** Some of the rows; one that is chosen twice is there twice. */
  public KnownRows at(List<Integer> chosen) {
    return new KnownRows(chosen.stream().map(labelled::get).toList());
  }

  /**
   * Other rows with the outcomes of these.
   *
   * @param rows as many
   */
  public KnownRows with(List<FeatureRow> rows) {
    if (rows.size() != labelled.size()) {
      throw new IllegalArgumentException(
          rows.size() + " rows were given for " + labelled.size() + " outcomes");
    }
    var changed = new ArrayList<LabelledRow>();
    for (int row = 0; row < rows.size(); row++) {
      changed.add(new LabelledRow(rows.get(row), labelled.get(row).outcome()));
    }
    return new KnownRows(changed);
  }
}
