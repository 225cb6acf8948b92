"""Reads file names on standard input and prints, as one JSON object a line, what pydicom makes of each file."""
import json
import sys
import warnings

import pydicom
from pydicom.dataelem import RawDataElement

warnings.simplefilter("ignore")
WORDS = {"AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI", "UR", "UT"}
PIXELS = {0x7FE00008, 0x7FE00009, 0x7FE00010}


def words(value):
    if value is None:
        return ""
    if isinstance(value, (list, pydicom.multival.MultiValue)):
        return "\\".join(words(v) for v in value)
    text = getattr(value, "original_string", None)
    return (text if isinstance(text, str) else str(value)).strip(" \0")


def walk(dataset, path, out):
    for tag in sorted(dataset.keys()):
        raw = dataset.get_item(tag)
        length = raw.length if isinstance(raw, RawDataElement) else None
        here = "%s%08X" % (path, int(tag))
        try:
            element = dataset[tag]
        except Exception as problem:
            out.append([here, "", length, None, type(problem).__name__])
            continue
        if element.VR == "SQ":
            out.append([here, "SQ", None, str(len(element.value)), None])
            for number, item in enumerate(element.value):
                walk(item, "%s[%d]/" % (here, number), out)
        elif int(tag) in PIXELS:
            out.append([here, "pixels", None, None, None])
        else:
            value = words(element.value) if element.VR in WORDS else None
            out.append([here, element.VR, length, value, None])


for line in sys.stdin:
    name = line.rstrip("\n")
    result = {"file": name}
    try:
        dataset = pydicom.dcmread(name, force=True)
        elements = []
        walk(dataset, "", elements)
        result["elements"] = elements
    except Exception as problem:
        result["error"] = type(problem).__name__
    print(json.dumps(result))
