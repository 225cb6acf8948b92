package org.chiasm.connect.pixel;

import java.util.List;
import org.chiasm.Tensor;
import org.chiasm.imaging.colour.ColourPicture;

/** The decoded frames of one instance, with what they measure. Owned by the reader. */
public final class DecodedImage implements ImageResult {
  private final Tensor stored;
  private final Tensor values;
  private final PhotometricInterpretation photometric;
  private final String transferSyntax;
  private final boolean lossless;
  private final List<String> problems;

  DecodedImage(
      Tensor stored,
      Tensor values,
      PhotometricInterpretation photometric,
      String transferSyntax,
      boolean lossless,
      List<String> problems) {
    this.stored = stored;
    this.values = values;
    this.photometric = photometric;
    this.transferSyntax = transferSyntax;
    this.lossless = lossless;
    this.problems = List.copyOf(problems);
  }

  /** How many frames there are. */
  public int frames() {
    return values.extent(0);
  }

  /** Height. */
  public int rows() {
    return values.extent(1);
  }

  /** Width. */
  public int columns() {
    return values.extent(2);
  }

  /** 1 for grey values, 3 for red, green and blue. */
  public int samplesPerPixel() {
    return values.rank() == 3 ? 1 : values.extent(3);
  }

  /**
   * The first frame in colour, from stored values; a grey one gets three equal channels.
   *
   * @param brightest the stored value of full brightness
   */
  public ColourPicture picture(float brightest) {
    return samplesPerPixel() == 3
        ? ColourPicture.of(rows(), columns(), stored.values(), brightest)
        : ColourPicture.ofGrey(
            rows(),
            columns(),
            stored.values(),
            brightest,
            photometric == PhotometricInterpretation.MONOCHROME1);
  }

  /**
   * What was measured, such as Hounsfield units, after the modality LUT: {@code [frames, rows,
   * columns]}, and {@code samples} last where there are several. Colours are as stored.
   */
  public Tensor values() {
    return values;
  }

  /**
   * Stored values, in the shape of {@link #values}. Beyond 24 bits they are rounded to a float; of
   * floating-point pixels they are the values themselves.
   */
  public Tensor stored() {
    return stored;
  }

  /**
   * What samples mean now: {@code MONOCHROME1} stays, because turning it bright is a matter of
   * display; colours are always {@code RGB}.
   */
  public PhotometricInterpretation photometric() {
    return photometric;
  }

  /** The transfer syntax by name and UID. */
  public String transferSyntax() {
    return transferSyntax;
  }

  /** Whether the coding in which the pixels came loses nothing. */
  public boolean isLossless() {
    return lossless;
  }

  /** What in the header had to be read otherwise than it says; usually empty. */
  public List<String> problems() {
    return problems;
  }

  @Override
  public String toString() {
    return "DecodedImage" + values;
  }
}
