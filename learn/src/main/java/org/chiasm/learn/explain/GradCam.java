package org.chiasm.learn.explain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chiasm.Tensor;
import org.chiasm.learn.encode.FeatureMatrix;
import org.chiasm.learn.encode.ImagePlanes;
import org.chiasm.learn.encode.TensorFeatures;
import org.chiasm.learn.encode.TensorSource;
import org.chiasm.learn.fusion.NetworkModel;
import org.chiasm.learn.fusion.Strategy;
import org.chiasm.learn.fusion.TrainedStudy;
import org.chiasm.learn.gradient.FeatureMap;
import org.chiasm.learn.gradient.NetworkGradient;
import org.chiasm.row.FeatureRow;
import org.chiasm.row.InputCell;
import org.chiasm.study.InputDefinition;

/**
 * Makes the Grad-CAM of images for a strategy whose score comes from trained networks (Selvaraju et
 * al. 2017, {@code doi:10.1109/ICCV.2017.74}): the channels of the last feature map, each weighted
 * by the mean derivative of the score with respect to its cells, summed.
 *
 * <p>Each slice or tile is a picture with weights of its own. Networks that are averaged are one
 * network whose channels are those of all. What software measured on the pixels, and what given
 * encoders extract, enters the score past the feature map and is not in it. Costs one pass through
 * each network.
 */
public final class GradCam implements PixelMaps {
  private final TrainedStudy trained;
  private final Strategy strategy;
  private final TensorSource tensors;

  /** Maps for a strategy of a trained study. */
  public GradCam(TrainedStudy trained, Strategy strategy, TensorSource tensors) {
    this.trained = requireNonNull(trained, "trained");
    this.strategy = requireNonNull(strategy, "strategy");
    this.tensors = requireNonNull(tensors, "tensors");
  }

  @Override
  public Evidence of(InputDefinition.Image input, FeatureRow row) {
    if (!(row.cell(input.name())
            instanceof InputCell.Present(InputCell.Value.Reference(var reference), _, _, _, _))
        || tensors.tensor(reference).isEmpty()) {
      return new Evidence.NoMap(input.name(), "the row has no pixels");
    }
    var matrix = trained.encode(List.of(row), new TensorFeatures(tensors));
    var shares = strategy.networks(matrix);
    if (shares.isEmpty()) {
      return new Evidence.NoMap(input.name(), "no trained network has a say in the score");
    }
    var reading = shares.stream().filter(share -> reads(share, input)).toList();
    if (reading.isEmpty()) {
      return new Evidence.NoMap(
          input.name(), "the networks read what was measured on it and not its pixels");
    }
    return map(input, reading, matrix, tensors.tensor(reference).get());
  }

  private static boolean reads(NetworkModel.Share share, InputDefinition.Image input) {
    return share.network().inputs().parts().stream()
        .flatMap(part -> part.tensors().stream())
        .anyMatch(tensor -> tensor.name().equals(input.name()));
  }

  private static Evidence map(
      InputDefinition.Image input,
      List<NetworkModel.Share> shares,
      FeatureMatrix matrix,
      Tensor tensor) {
    Optional<FeatureMap> shape = Optional.empty();
    var sums = new double[0];
    for (var share : shares) {
      var rows = share.network().inputs().rows(matrix);
      for (var member : share.network().members()) {
        var found = new NetworkGradient(member.bytes()).featureMap(input.name(), rows, 0);
        if (found.isPresent()) {
          double[] own = found.get().weightedSums();
          sums = shape.isEmpty() ? new double[own.length] : sums;
          shape = found;
          for (int i = 0; i < sums.length; i++) {
            sums[i] += share.weight() / share.network().members().size() * own[i];
          }
        }
      }
    }
    var planes = ImagePlanes.of(tensor);
    if (shape.isEmpty() || planes.isEmpty()) {
      return new Evidence.NoMap(input.name(), "its network gives several numbers and no one score");
    }
    boolean direct = shares.stream().allMatch(NetworkModel.Share::direct);
    return onto(input, direct, shares.getFirst(), shape.get(), sums, planes.get());
  }

  private static ActivationMap onto(
      InputDefinition.Image input,
      boolean direct,
      NetworkModel.Share share,
      FeatureMap shape,
      double[] sums,
      ImagePlanes image) {
    var extents =
        share.network().inputs().parts().stream()
            .flatMap(part -> part.tensors().stream())
            .filter(tensor -> tensor.name().equals(input.name()))
            .findFirst()
            .orElseThrow()
            .shape();
    int cells = shape.rows().cells() * shape.columns().cells();
    var planes = new ArrayList<ActivationMap.Plane>();
    for (int plane = 0; plane < shape.planes().cells(); plane++) {
      var own = IntStream.range(plane * cells, (plane + 1) * cells).mapToObj(i -> sums[i]).toList();
      int count = extents.getFirst();
      int from = image.readBy(shape.planes().from(plane), count).from();
      int to = image.readBy(shape.planes().to(plane, count) - 1, count).to();
      planes.add(new ActivationMap.Plane(from, to, own));
    }
    double down = image.rows() / (double) extents.get(extents.size() - 2);
    double across = image.columns() / (double) extents.getLast();
    return new ActivationMap(
        input.name(),
        direct,
        planes,
        image.rows(),
        image.columns(),
        shape.rows().scaled(down),
        shape.columns().scaled(across));
  }
}
