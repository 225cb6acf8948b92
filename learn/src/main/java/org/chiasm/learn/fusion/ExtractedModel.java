package org.chiasm.learn.fusion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.chiasm.learn.encode.Feature;
import org.chiasm.learn.encode.FeatureMatrix;

/**
 * Early fusion II: features that separately trained networks, given networks and software extract,
 * joined, under one model that gives no loss back to them.
 *
 * @param extractors one network model for each branch, of that branch alone
 * @param reading what of them is read
 * @param columns what is extracted, in order
 * @param model over what is extracted
 */
public record ExtractedModel(
    List<NetworkModel> extractors, Reading reading, List<Feature> columns, Model model)
    implements Model {
  /** What is read of a network, and what beside it. */
  public enum Reading {
    /**
     * What each network has learned of a row's outcome, one number, beside what software has
     * measured.
     */
    LEARNED_SCORES,
    /** The representations of all members, and nothing that software measured: bundles of 0.1.0. */
    REPRESENTATIONS
  }

  /** Copies the extractors. */
  public ExtractedModel {
    extractors = List.copyOf(extractors);
    requireNonNull(reading, "reading");
    columns = List.copyOf(columns);
    requireNonNull(model, "model");
  }

  @Override
  public double[] scores(FeatureMatrix features) {
    return features.rowCount() == 0
        ? new double[0]
        : model.scores(extracted(extractors, reading, features));
  }

  @Override
  public List<Double> ends() {
    return model.ends();
  }

  @Override
  public double[][] riskLogits(FeatureMatrix features) {
    return features.rowCount() == 0
        ? new double[ends().size()][0]
        : model.riskLogits(extracted(extractors, reading, features));
  }

  /** What is extracted of rows: of each branch by its network in turn, then by others. */
  static FeatureMatrix extracted(
      List<NetworkModel> extractors, Reading reading, FeatureMatrix features) {
    var parts =
        extractors.stream()
            .map(
                extractor ->
                    switch (reading) {
                      case LEARNED_SCORES ->
                          extractor.learned(features, extractor.scores(features));
                      case REPRESENTATIONS -> extractor.representations(features);
                    })
            .toList();
    return joined(
        parts,
        features.columns(feature -> reading == Reading.LEARNED_SCORES || !feature.isOriginal()));
  }

  /** The columns that networks extracted, and then those extracted before. */
  static FeatureMatrix joined(List<FeatureMatrix> learned, FeatureMatrix others) {
    var parts = new ArrayList<>(learned);
    var columns = new ArrayList<Feature>();
    learned.forEach(part -> columns.addAll(part.features()));
    parts.add(others);
    for (var feature : others.features()) {
      var branch = feature.branch();
      var kind = feature.isOriginal() ? feature.kind() : Feature.Kind.QUANTITY;
      columns.add(new Feature(feature.name(), branch.name(), branch, kind));
    }
    var values = new double[others.rowCount() * columns.size()];
    for (int row = 0; row < others.rowCount(); row++) {
      int at = row * columns.size();
      for (var part : parts) {
        System.arraycopy(part.row(row), 0, values, at, part.columnCount());
        at += part.columnCount();
      }
    }
    return FeatureMatrix.of(columns, others.rowCount(), values);
  }

  @Override
  public SortedMap<String, String> hyperParameters() {
    return model.hyperParameters();
  }
}
