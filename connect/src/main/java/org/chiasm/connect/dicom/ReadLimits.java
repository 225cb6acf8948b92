package org.chiasm.connect.dicom;

/**
 * How much of a file may be held, whatever lengths it claims. Beyond a limit of values the bytes
 * stay in the file; beyond the others the file is refused.
 *
 * @param valueInMemory bytes of one value held in memory
 * @param totalInMemory bytes of all values held in memory
 * @param elements data elements, those of nested data sets included
 * @param depth data sets within data sets
 * @param fragments of one pixel data element
 */
public record ReadLimits(
    int valueInMemory, long totalInMemory, int elements, int depth, int fragments) {
  private static final ReadLimits STANDARD =
      new ReadLimits(1 << 20, 256L << 20, 2_000_000, 64, 4_000_000);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public ReadLimits {
    if (valueInMemory < 1 || totalInMemory < 1 || elements < 1 || depth < 1 || fragments < 1) {
      throw new IllegalArgumentException("ReadLimits must all be positive");
    }
  }

  /** 1 MiB a value, 256 MiB in all, 2 million elements, 64 levels, 4 million fragments. */
  public static ReadLimits standard() {
    return STANDARD;
  }
}
