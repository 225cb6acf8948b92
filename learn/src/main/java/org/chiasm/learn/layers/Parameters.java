package org.chiasm.learn.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fitted numbers of a network, one after another in the order in which its architecture asks
 * for them. The numbers are the caller's to change; the layout never changes.
 */
public final class Parameters {
  /**
   * One array.
   *
   * @param offset where its numbers begin
   * @param fanIn as in {@link Operations#parameter}
   */
  public record Slot(String name, int offset, int fanIn, List<Integer> shape) {
    /** Copies the shape. */
    public Slot {
      shape = List.copyOf(shape);
    }

    /** How many numbers it has. */
    public int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The extents. */
    public int[] extents() {
      return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether it multiplies inputs, so that weight decay draws it towards zero. */
    public boolean isWeight() {
      return fanIn > 0;
    }

    /** Whether it makes outputs of what was learned: a joint network must weigh branches anew. */
    boolean isHead() {
      return name.startsWith(FusionLayers.HEAD + ".");
    }

    /** Whether it stands in for what a row lacks. */
    boolean isAbsence() {
      return name.startsWith(BranchLayers.ABSENT);
    }
  }

  private final Map<String, Slot> slots;
  private final float[] values;

  /** The arrays whose numbers were learned by another network before. */
  private final Set<String> learned;

  private Parameters(Map<String, Slot> slots, float[] values, Set<String> learned) {
    this.slots = slots;
    this.values = values;
    this.learned = learned;
  }

  /** The parameters of a plan before training; equal for equal seeds. */
  public static Parameters initial(NetworkPlan plan, long seed) {
    var layout = new ParameterLayout();
    plan.build(layout);
    var slots = new LinkedHashMap<String, Slot>();
    int size = 0;
    for (var slot : layout.slots()) {
      slots.put(slot.name(), slot);
      size = slot.offset() + slot.size();
    }
    var values = new float[size];
    var random = new Random(seed);
    for (var slot : slots.values()) {
      double deviation = slot.fanIn() == 0 ? 0 : Math.sqrt(1.0 / slot.fanIn());
      for (int i = 0; i < slot.size(); i++) {
        values[slot.offset() + i] = (float) (deviation * random.nextGaussian());
      }
    }
    return new Parameters(Collections.unmodifiableMap(slots), values, Set.of());
  }

  /** The arrays, in order. */
  public List<Slot> slots() {
    return new ArrayList<>(slots.values());
  }

  /**
   * The array of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Slot slot(String name) {
    var slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("No parameter '" + name + "' among " + slots.keySet());
    }
    return slot;
  }

  /**
   * Whether an array starts from what another network has learned. What stands in for absence never
   * does: the network of one branch has seen no row without it.
   */
  public boolean isLearned(Slot slot) {
    return learned.contains(slot.name());
  }

  /** All numbers; not a copy. */
  public float[] values() {
    return values;
  }

  /** A copy of one array's numbers. */
  public float[] values(Slot slot) {
    return Arrays.copyOfRange(values, slot.offset(), slot.offset() + slot.size());
  }

  /** The same layout with other numbers, which it owns from now on. */
  public Parameters with(float[] others) {
    if (others.length != values.length) {
      throw new IllegalArgumentException(
          values.length + " parameters were given " + others.length + " numbers");
    }
    return new Parameters(slots, others, learned);
  }

  /**
   * A copy whose outputs start at given numbers where nothing speaks.
   *
   * @param outputs one for each output of the plan
   */
  public Parameters withOutputsAt(List<Double> outputs) {
    var slot = slot(FusionLayers.BIAS);
    if (slot.size() != outputs.size()) {
      throw new IllegalArgumentException(
          "A network of " + slot.size() + " outputs was given " + outputs.size() + " to start at");
    }
    var copy = values.clone();
    for (int i = 0; i < outputs.size(); i++) {
      copy[slot.offset() + i] = outputs.get(i).floatValue();
    }
    return new Parameters(slots, copy, learned);
  }

  /**
   * A copy in which every array that another network has under the same name and in the same shape
   * takes its numbers.
   */
  public Parameters startedFrom(Parameters other) {
    var copy = values.clone();
    var known = new TreeSet<>(learned);
    for (var slot : slots.values()) {
      var theirs = other.slots.get(slot.name());
      if (theirs != null && theirs.shape().equals(slot.shape())) {
        System.arraycopy(other.values, theirs.offset(), copy, slot.offset(), slot.size());
        if (!slot.isAbsence() && !slot.isHead()) {
          known.add(slot.name());
        }
      }
    }
    return new Parameters(slots, copy, Collections.unmodifiableSet(known));
  }
}
