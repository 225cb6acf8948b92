package org.chiasm.connect.series;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.chiasm.EventValue.ImageInstance;
import org.chiasm.Tensor;
import org.chiasm.connect.dicom.DicomFile;
import org.chiasm.connect.dicomdictionary.DicomDictionary;
import org.chiasm.connect.dicomdictionary.Tag;
import org.chiasm.connect.pacs.FunctionalGroups;
import org.chiasm.connect.pixel.DecodedImage;
import org.chiasm.connect.pixel.InstancePixels;
import org.chiasm.connect.pixel.Undecodable;
import org.chiasm.imaging.Vector3;
import org.chiasm.imaging.volume.BodyCentre;
import org.chiasm.imaging.volume.GreyRange;
import org.chiasm.imaging.volume.HounsfieldCheck;
import org.chiasm.imaging.volume.ImageTensors;
import org.chiasm.imaging.volume.SliceStack;
import org.chiasm.imaging.volume.StackResampler;
import org.chiasm.imaging.volume.Volume;
import org.chiasm.study.TensorRule.VolumeAt;

/**
 * A series of slices as a volume at a stated spacing, on the canonical axial grid. Headers are read
 * first, then one slice after the other is decoded and added.
 */
public sealed interface VolumeSeries {
  /**
   * The series can be read.
   *
   * @param volume in Hounsfield units from -1024 to 3071 where {@code hounsfield} is given, else in
   *     the modality's own numbers
   * @param stack where the slices lie
   * @param hounsfield the check of a CT's numbers; empty for other modalities
   * @param notes what a reader should know, in words
   */
  record Read(
      Volume volume,
      SliceStack stack,
      Optional<HounsfieldCheck.Result> hounsfield,
      List<String> notes)
      implements VolumeSeries {
    /** Copies the notes. */
    public Read {
      notes = List.copyOf(notes);
    }
  }

  /** It cannot, for a reason without patient data. */
  record Refused(String reason) implements VolumeSeries {}

  /** One slice to be decoded. */
  record Source(DicomFile file, int frame) {}

  /** Reads a series at a spacing, over its whole extent. */
  static VolumeSeries read(Path root, List<ImageInstance> instances, double spacingMm) {
    var sources = new ArrayList<Source>();
    var geometries = new ArrayList<FrameGeometry>();
    var noted = new TreeSet<String>();
    for (var instance : instances) {
      switch (InstanceFile.open(root, instance)) {
        case InstanceFile.Closed(var closed) -> {
          return new Refused(closed.reason());
        }
        case InstanceFile.Opened(var file) -> {
          var stacks = FrameStacks.of(file, InstancePixels.of(file).frameCount());
          stacks.note().ifPresent(noted::add);
          for (int frame : stacks.frames()) {
            var geometry = FrameGeometry.of(file, frame);
            if (geometry.isEmpty()) {
              return new Refused(
                  "a slice states no ImagePositionPatient, ImageOrientationPatient or"
                      + " PixelSpacing: its place is unknown");
            }
            if (!geometries.isEmpty() && !geometries.getFirst().isParallel(geometry.get())) {
              return new Refused("the series has slices of several orientations or pixel sizes");
            }
            geometries.add(geometry.get());
            sources.add(new Source(file, frame));
          }
        }
      }
    }
    if (sources.isEmpty()) {
      return new Refused("no instance of the series is known");
    }
    try {
      return resampled(sources, geometries, noted, spacingMm);
    } catch (IllegalArgumentException impossible) {
      return new Refused(String.valueOf(impossible.getMessage()));
    }
  }

  private static VolumeSeries resampled(
      List<Source> sources,
      List<FrameGeometry> geometries,
      Collection<String> noted,
      double spacingMm) {
    var header = sources.getFirst().file().dataset();
    var first = geometries.getFirst();
    var stack =
        SliceStack.of(
            first.toColumn(),
            first.toRow(),
            first.columnSpacing(),
            first.rowSpacing(),
            header.integer(Tag.COLUMNS).orElse(0),
            header.integer(Tag.ROWS).orElse(0),
            geometries.stream().map(FrameGeometry::corner).toList());
    boolean ct = header.string(Tag.MODALITY).orElse("").strip().equals("CT");
    float outside = ct ? ImageTensors.MIN_HU : 0;
    double thickness = thickness(sources.getFirst().file(), spacingMm);
    var resampler =
        new StackResampler(stack, thickness > 0 ? thickness : spacingMm, spacingMm, outside);
    var check = new HounsfieldCheck(statesRescale(sources));
    for (int key = 0; key < sources.size(); key++) {
      var source = sources.get(key);
      switch (InstancePixels.of(source.file()).image(source.frame())) {
        case Undecodable(_, var reason) -> {
          return new Refused(reason);
        }
        case DecodedImage image -> {
          if (image.rows() != stack.rows() || image.columns() != stack.columns()) {
            return new Refused("the series has slices of several sizes");
          }
          float[] values = withoutPadding(image, source.file());
          if (ct) {
            check.add(values);
            for (int i = 0; i < values.length; i++) {
              values[i] = Math.clamp(values[i], ImageTensors.MIN_HU, ImageTensors.MAX_HU);
            }
          }
          resampler.add(key, values);
        }
      }
    }
    var hounsfield = ct ? Optional.of(check.result()) : Optional.<HounsfieldCheck.Result>empty();
    var notes = new ArrayList<>(noted);
    notes.addAll(notes(stack, thickness, hounsfield));
    return new Read(resampler.finish(), stack, hounsfield, notes);
  }

  private static double thickness(DicomFile file, double otherwise) {
    return FunctionalGroups.element(file.dataset(), Tag.SLICE_THICKNESS)
        .map(holder -> holder.decimal(Tag.SLICE_THICKNESS).orElse(otherwise))
        .orElse(otherwise);
  }

  private static boolean statesRescale(List<Source> sources) {
    return sources.stream()
        .allMatch(
            source ->
                FunctionalGroups.element(source.file().dataset(), Tag.RESCALE_SLOPE).isPresent()
                    || source
                        .file()
                        .dataset()
                        .contains(DicomDictionary.tag("ModalityLUTSequence").orElseThrow()));
  }

  /** Grey values; what PixelPaddingValue (DICOM PS3.3 C.7.5.1.1.2) says is none is not a number. */
  private static float[] withoutPadding(DecodedImage image, DicomFile file) {
    float[] values = StandardPixels.grey(image, 0);
    var padding = file.dataset().integer(Tag.PIXEL_PADDING_VALUE);
    if (padding.isPresent() && image.samplesPerPixel() == 1) {
      int limit =
          file.dataset()
              .integer(DicomDictionary.tag("PixelPaddingRangeLimit").orElseThrow())
              .orElse(padding.getAsInt());
      int low = Math.min(padding.getAsInt(), limit);
      int high = Math.max(padding.getAsInt(), limit);
      float[] stored = image.stored().values();
      for (int i = 0; i < values.length; i++) {
        if (stored[i] >= low && stored[i] <= high) {
          values[i] = Float.NaN;
        }
      }
    }
    return values;
  }

  private static List<String> notes(
      SliceStack stack, double thickness, Optional<HounsfieldCheck.Result> hounsfield) {
    var notes = new ArrayList<String>();
    hounsfield
        .filter(
            each ->
                each.verdict() != HounsfieldCheck.Verdict.PLAUSIBLE || !each.evidence().isEmpty())
        .ifPresent(
            each ->
                notes.add(
                    "Hounsfield units "
                        + each.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ": "
                        + String.join("; ", each.evidence())));
    if (stack.largestGap() > 1.5 * Math.max(stack.spacing(thickness), thickness)) {
      notes.add(
          String.format(
              Locale.ROOT,
              "slices are missing: up to %.1f mm between neighbours, usually %.1f",
              stack.largestGap(),
              stack.spacing(thickness)));
    }
    if (thickness > 0 && stack.spacing(thickness) > 1.5 * thickness) {
      notes.add(
          String.format(
              Locale.ROOT,
              "slices of %.1f mm every %.1f mm: tissue between them is unseen",
              thickness,
              stack.spacing(thickness)));
    }
    if (stack.duplicates() > 0) {
      notes.add("slices at one place are averaged");
    }
    if (stack.tiltDegrees() > 0.5) {
      notes.add(String.format(Locale.ROOT, "a gantry tilt of %.1f degrees", stack.tiltDegrees()));
    }
    return notes;
  }

  /** Reads a series as its rule says: Hounsfield units for CT, else one channel in [0, 1]. */
  static SeriesPixels tensor(Path root, List<ImageInstance> instances, VolumeAt rule) {
    return switch (read(root, instances, rule.spacingMm())) {
      case Refused(var reason) -> new SeriesPixels.Refused(reason);
      case Read read -> {
        var notes = new ArrayList<>(read.notes());
        boolean ct = read.hounsfield().isPresent();
        var centre = ct ? BodyCentre.of(read.volume()) : Optional.<Vector3>empty();
        if (ct && centre.isEmpty()) {
          notes.add("no body found: the middle of the series is taken");
        }
        var box =
            read.volume()
                .around(
                    centre.orElse(read.volume().geometry().centre()),
                    rule.columns(),
                    rule.rows(),
                    rule.slices(),
                    ct ? ImageTensors.MIN_HU : 0);
        var tensor =
            ct
                ? box.tensor()
                : Tensor.of(
                    GreyRange.of(box.voxels()).scaled(box.voxels()),
                    1,
                    rule.slices(),
                    rule.rows(),
                    rule.columns());
        yield new SeriesPixels.Read(tensor, notes);
      }
    };
  }
}
