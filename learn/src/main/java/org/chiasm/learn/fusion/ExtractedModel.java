package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;

/**
 * Early fusion II: features that separately trained networks extract, joined, under one model that
 * gives no loss back to them.
 *
 * @param extractors one network model for each branch, of that branch alone
 * @param columns what they extract, in order
 * @param model over what they extract
 */
public record ExtractedModel(List<NetworkModel> extractors, List<Feature> columns, Model model)
    implements Model {
  /** Copies the extractors. */
  public ExtractedModel {
    extractors = List.copyOf(extractors);
    columns = List.copyOf(columns);
    requireNonNull(model, "model");
  }

  @Override
  public double[] scores(FeatureMatrix features) {
    return features.rowCount() == 0 ? new double[0] : model.scores(extracted(extractors, features));
  }

  /**
   * What the extractors make of rows, one branch after another, and then what given networks have
   * extracted.
   */
  static FeatureMatrix extracted(List<NetworkModel> extractors, FeatureMatrix features) {
    var parts = new ArrayList<FeatureMatrix>();
    var columns = new ArrayList<Feature>();
    for (var extractor : extractors) {
      var branch = extractor.inputs().parts().getFirst().branch();
      var part = extractor.representations(features, branch);
      parts.add(part);
      columns.addAll(part.features());
    }
    var given = features.columns(feature -> !feature.isOriginal());
    if (given.columnCount() > 0) {
      parts.add(given);
      for (var feature : given.features()) {
        var branch = feature.branch();
        columns.add(new Feature(feature.name(), branch.name(), branch, Feature.Kind.QUANTITY));
      }
    }
    var values = new double[features.rowCount() * columns.size()];
    for (int row = 0; row < features.rowCount(); row++) {
      int at = row * columns.size();
      for (var part : parts) {
        System.arraycopy(part.row(row), 0, values, at, part.columnCount());
        at += part.columnCount();
      }
    }
    return FeatureMatrix.of(columns, features.rowCount(), values);
  }

  @Override
  public SortedMap<String, String> hyperParameters() {
    return model.hyperParameters();
  }
}
