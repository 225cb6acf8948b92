package org.chiasm.imaging;

import java.util.List;

/**
 * A direction or position in the patient's coordinate system, in mm where it is a position.
 *
 * @param x towards the patient's left
 * @param y towards the patient's back
 * @param z towards the patient's head
 */
public record Vector3(double x, double y, double z) {
  /** The three numbers from {@code offset} on. */
  static Vector3 of(List<Double> numbers, int offset) {
    return new Vector3(numbers.get(offset), numbers.get(offset + 1), numbers.get(offset + 2));
  }

  /** The scalar product. */
  public double dot(Vector3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  /** The vector product. */
  public Vector3 cross(Vector3 other) {
    return new Vector3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  /** The difference. */
  public Vector3 minus(Vector3 other) {
    return new Vector3(x - other.x, y - other.y, z - other.z);
  }

  /** The sum. */
  public Vector3 plus(Vector3 other) {
    return new Vector3(x + other.x, y + other.y, z + other.z);
  }

  /** This vector, so many times as long. */
  public Vector3 times(double factor) {
    return new Vector3(x * factor, y * factor, z * factor);
  }

  /** The length. */
  public double length() {
    return Math.sqrt(dot(this));
  }

  /** The same direction at length 1; not a number for a vector without length. */
  public Vector3 unit() {
    double length = length();
    return new Vector3(x / length, y / length, z / length);
  }

  /** This direction or its opposite, whichever points along its main body axis. */
  public Vector3 alongMainAxis() {
    double main =
        Math.abs(z) >= Math.abs(y) && Math.abs(z) >= Math.abs(x)
            ? z
            : Math.abs(y) >= Math.abs(x) ? y : x;
    return main < 0 ? new Vector3(-x, -y, -z) : this;
  }

  /** Whether all three numbers are finite. */
  public boolean isFinite() {
    return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
  }
}
