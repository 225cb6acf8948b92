"""Compares arrays with what pydicom reads. One line in: DICOM file, stored array, array after the modality LUT.
One line out: file, what happened, largest difference of stored values, largest difference after the modality LUT."""
import os
import sys
import warnings

import numpy
import pydicom
import pydicom.encaps
from pydicom.pixel_data_handlers.util import apply_modality_lut, apply_color_lut, convert_color_space

for codec in ("gdcm", "PIL.Image", "PIL.JpegImagePlugin", "PIL.Jpeg2KImagePlugin"):
    try:
        __import__(codec)  # before the processes part
    except ImportError:
        pass
warnings.simplefilter("ignore")


def framed(array, dataset):
    samples = int(dataset.get("SamplesPerPixel", 1) or 1)
    wanted = 4 if samples > 1 else 3
    return array if array.ndim == wanted else array[numpy.newaxis]


def difference(ours, theirs):
    if ours.shape != theirs.shape:
        return "shape %s against %s" % (ours.shape, theirs.shape)
    if ours.size == 0:
        return 0.0
    both = numpy.isnan(ours.astype(float)) & numpy.isnan(theirs.astype(float))
    apart = numpy.abs(ours.astype(float) - theirs.astype(float))
    return float(numpy.max(numpy.where(both, 0, apart)))


def compare(line):
    name, stored, values = line.rstrip("\n").split("\t")
    try:
        dataset = pydicom.dcmread(name, force=True)
        pixels = framed(dataset.pixel_array, dataset)
    except BaseException as refused:
        print("\t".join([name, "REFUSED", type(refused).__name__ + " " + str(refused).split("\n")[0], ""]))
        return
    try:
        ours = numpy.load(stored)
        measured = numpy.load(values)
        allocated = int(dataset.get("BitsAllocated", 8))
        kept = int(dataset.get("BitsStored", allocated) or allocated)
        if pixels.dtype.kind in "iu" and kept < allocated and not dataset.file_meta.TransferSyntaxUID.is_compressed:
            spare = allocated - kept
            width = pixels.dtype.itemsize * 8
            pixels = (pixels << (width - kept)) >> (width - kept)
        photometric = dataset.get("PhotometricInterpretation", "")
        candidates = [pixels]
        if pixels.ndim == 4 and pixels.shape[-1] == 3:
            for space in ("YBR_FULL", "YBR_FULL_422"):
                try:
                    candidates.append(convert_color_space(pixels.copy(), space, "RGB", per_frame=True))
                except BaseException:
                    pass
        plain = [difference(ours, each) for each in candidates]
        best = min((each for each in plain if isinstance(each, float)), default=plain[0])
        if photometric == "PALETTE COLOR":
            expected = apply_color_lut(pixels, dataset)
            after = difference(measured, expected)
        elif pixels.ndim == 4:
            after = best
        else:
            after = difference(measured, apply_modality_lut(pixels, dataset))
        print("\t".join([name, "READ", str(best), str(after)]))
    except BaseException as failed:
        print("\t".join([name, "FAILED", type(failed).__name__ + " " + str(failed).split("\n")[0], ""]))


# each in a process of its own: gdcm crashes on some files
for line in sys.stdin.readlines():
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        compare(line)
        sys.stdout.flush()
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        print("\t".join([line.split("\t")[0], "REFUSED", "crashed", ""]))
