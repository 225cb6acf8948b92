package org.chiasm.learn.bundle;

import java.io.IOException;
import java.nio.file.Path;
import org.chiasm.learn.SyntheticCohort;

/** Loads a bundle and prints its predictions: run in a JVM of its own. */
public final class PredictionMain {
  private PredictionMain() {}

  /** Takes the folder of the bundle. */
  public static void main(String[] arguments) throws IOException {
    var cohort = new SyntheticCohort(20, 9, false);
    System.out.println(
        ModelBundle.load(Path.of(arguments[0])).predict(cohort.features(), cohort.tensors()));
  }
}
