package org.chiasm.learn.evaluate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.chiasm.MissingReason;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.Concept;
import org.chiasm.study.InputDefinition;
import org.chiasm.study.InputDefinition.Reduce;
import org.chiasm.study.StudyDefinition;

/**
 * Inputs taken away from rows, as a row would be without them: values are missing; counts, and
 * whether there was one, say 0, for these are never missing. Immutable.
 *
 * @param missing inputs without a value
 * @param none inputs that say 0
 */
public record AbsentInputs(Set<String> missing, Set<String> none) {
  private static final InputCell ABSENT = new InputCell.Missing(MissingReason.NOT_MEASURED);

  /** Copies the sets. */
  public AbsentInputs {
    missing = Set.copyOf(missing);
    none = Set.copyOf(none);
  }

  /** The inputs of a study that satisfy a condition. */
  public static AbsentInputs of(StudyDefinition study, Predicate<InputDefinition> condition) {
    var missing = new HashSet<String>();
    var none = new HashSet<String>();
    for (var input : study.inputs()) {
      if (condition.test(input)) {
        (isCount(input, study) ? none : missing).add(input.name());
      }
    }
    return new AbsentInputs(missing, none);
  }

  /** Whether an input is never missing because it counts. */
  public static boolean isCount(InputDefinition input, StudyDefinition study) {
    return input instanceof InputDefinition.Tabular tabular
        && (tabular.reduce() == Reduce.COUNT || tabular.reduce() == Reduce.EXISTS)
        && !(study.concept(tabular.concept()) instanceof Concept.Demographic);
  }

  /** The rows without these inputs. */
  public List<FeatureRow> from(List<FeatureRow> rows) {
    return rows.stream().map(this::from).toList();
  }

  /** The row without these inputs. */
  public FeatureRow from(FeatureRow row) {
    var cells = new LinkedHashMap<>(row.cells());
    cells.replaceAll((input, cell) -> cell(input, cell));
    return new FeatureRow(
        row.subject(),
        row.triggerSource(),
        row.triggerTime(),
        row.predictionTime(),
        row.decision(),
        cells);
  }

  private InputCell cell(String input, InputCell cell) {
    if (cell instanceof InputCell.Present present) {
      if (missing.contains(input)) {
        return ABSENT;
      }
      if (none.contains(input)) {
        return new InputCell.Present(
            new InputCell.Value.Numeric(0), Double.NaN, present.unit(), "", Set.of());
      }
    }
    return cell;
  }
}
