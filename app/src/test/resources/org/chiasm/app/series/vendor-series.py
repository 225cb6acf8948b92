"""Writes the series of vendor-series.tsv as DICOM files: python3 vendor-series.py TABLE FOLDER. Needs pydicom."""
import csv
import os
import sys

import pydicom
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

CLASSES = {
    "CT": "1.2.840.10008.5.1.4.1.1.2", "ECT": "1.2.840.10008.5.1.4.1.1.2.1", "MR": "1.2.840.10008.5.1.4.1.1.4",
    "EMR": "1.2.840.10008.5.1.4.1.1.4.1", "DX": "1.2.840.10008.5.1.4.1.1.1.1", "CR": "1.2.840.10008.5.1.4.1.1.1",
    "MG": "1.2.840.10008.5.1.4.1.1.1.2", "DBT": "1.2.840.10008.5.1.4.1.1.13.1.3", "DBTP": "1.2.840.10008.5.1.4.1.1.13.1.4",
    "SC": "1.2.840.10008.5.1.4.1.1.7", "MGSC": "1.2.840.10008.5.1.4.1.1.7.3", "MGCT": "1.2.840.10008.5.1.4.1.1.2",
    "US": "1.2.840.10008.5.1.4.1.1.6.1", "USM": "1.2.840.10008.5.1.4.1.1.3.1", "OP": "1.2.840.10008.5.1.4.1.1.77.1.5.1",
    "OPT": "1.2.840.10008.5.1.4.1.1.77.1.5.4", "SM": "1.2.840.10008.5.1.4.1.1.77.1.6", "MRS": "1.2.840.10008.5.1.4.1.1.4.2",
    "CSA": "1.3.12.2.1107.5.9.1",
}
MODALITIES = {"ECT": "CT", "EMR": "MR", "DBT": "MG", "DBTP": "MG", "MGSC": "MG", "MGCT": "MG", "SC": "CT", "USM": "US", "MRS": "MR", "CSA": "MR"}
ORIENTATIONS = {"ax": [1, 0, 0, 0, 1, 0], "cor": [1, 0, 0, 0, 0, -1], "sag": [0, 1, 0, 0, 0, -1]}
NORMALS = {"ax": 2, "cor": 1, "sag": 0}
MULTIFRAME = {"ECT", "EMR", "DBT", "MGSC", "USM", "OPT"}
WITHOUT_PIXELS = {"MRS", "CSA"}


def item(**values):
    dataset = Dataset()
    for keyword, value in values.items():
        setattr(dataset, keyword, value)
    return dataset


def put(dataset, keyword, value):
    if keyword == "ImageType":
        value = value.split("\\")
    elif keyword in ("ConvolutionKernel", "PatientOrientation", "ScanningSequence", "SequenceVariant"):
        value = value.split("\\") if "\\" in value else value
    setattr(dataset, keyword, value if value != "" else None)


def place(plane, number, distance):
    position = [-200.0, -200.0, 0.0]
    position[NORMALS[plane]] = number * distance
    return position


def write(dataset, path, sop_class):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = FileDataset(path, dataset, file_meta=meta, preamble=b"\0" * 128)
    file.is_little_endian, file.is_implicit_VR = True, False
    file.save_as(path)


def series(row, number, folder):
    kind, plane, count, *thickness = row["image"].split()
    count, thickness = int(count), float(thickness[0]) if thickness else 1.0
    header = dict(part.split("=", 1) for part in row["header"].split(";"))
    views = header.pop("ViewPosition", "").split(",")
    same_place, no_geometry = header.pop("SamePlace", ""), header.pop("NoGeometry", "")
    frames = count if kind in MULTIFRAME else 1
    for index in range(1 if kind in MULTIFRAME else count):
        dataset = Dataset()
        dataset.SpecificCharacterSet = "ISO_IR 192"
        dataset.SOPClassUID = CLASSES[kind]
        dataset.SOPInstanceUID = f"2.25.9{number}.{index + 1}"
        dataset.StudyInstanceUID = f"2.25.7{number}"
        dataset.SeriesInstanceUID = f"2.25.8{number}"
        dataset.PatientID, dataset.StudyDate, dataset.StudyTime = "P1", "20260301", "101500"
        dataset.AcquisitionTime = f"10{15 + index // 60:02d}{index % 60:02d}"
        dataset.Modality = MODALITIES.get(kind, kind)
        dataset.SeriesNumber, dataset.InstanceNumber = number, index + 1
        dataset.Rows = dataset.Columns = 8
        dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
        dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 16, 12, 11, 0
        if kind not in WITHOUT_PIXELS:
            dataset.PixelData = b"\0" * (128 * frames)
        if frames > 1:
            dataset.NumberOfFrames = frames
        shared = {}
        for keyword, value in header.items():
            if kind == "ECT" and keyword in ("ConvolutionKernel", "ConvolutionKernelGroup"):
                shared.setdefault("CTReconstructionSequence", Dataset())
                put(shared["CTReconstructionSequence"], keyword, value)
            elif kind == "EMR" and keyword == "RepetitionTime":
                shared["MRTimingAndRelatedParametersSequence"] = item(RepetitionTime=value)
            elif kind == "EMR" and keyword == "EffectiveEchoTime":
                shared["MREchoSequence"] = item(EffectiveEchoTime=float(value))
            elif kind == "EMR" and keyword == "DiffusionBValue":
                shared["MRDiffusionSequence"] = item(DiffusionBValue=float(value))
            elif kind == "EMR" and keyword == "AcquisitionContrast":
                shared["MRImageFrameTypeSequence"] = item(AcquisitionContrast=value)
            else:
                put(dataset, keyword, float(value) if keyword == "DiffusionBValue" else value)
        if views[min(index, len(views) - 1)]:
            dataset.ViewPosition = views[min(index, len(views) - 1)]
        if plane in ORIENTATIONS and not no_geometry:
            if kind in MULTIFRAME:
                shared["PlaneOrientationSequence"] = item(ImageOrientationPatient=ORIENTATIONS[plane])
                shared["PixelMeasuresSequence"] = item(SliceThickness=thickness, PixelSpacing=[0.8, 0.8])
                dataset.PerFrameFunctionalGroupsSequence = [
                    item(PlanePositionSequence=[item(ImagePositionPatient=place(plane, frame, thickness))])
                    for frame in range(frames)
                ]
            else:
                dataset.ImageOrientationPatient, dataset.SliceThickness = ORIENTATIONS[plane], thickness
                dataset.PixelSpacing = [0.8, 0.8]
                dataset.ImagePositionPatient = place(plane, 0 if same_place else index, thickness)
        if shared:
            groups = Dataset()
            for keyword, macro in shared.items():
                setattr(groups, keyword, [macro])
            dataset.SharedFunctionalGroupsSequence = [groups]
        write(dataset, os.path.join(folder, f"{number}-{index + 1}.dcm"), CLASSES[kind])


with open(sys.argv[1], encoding="utf-8") as table:
    lines = [line for line in table if not line.startswith("#")]
pydicom.config.enforce_valid_values = False
for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)):
    series(row, 100 + number, sys.argv[2])
