"""A session with an identifier planted in every text that its file holds: whatever text the format gains is planted too, unless it is
named here as a word of a fixed vocabulary."""
import base64
import datetime
import json
import re

import h5py
import numpy as np

# Words of the format itself, or of a list that the program knows.
VOCABULARY = {"Conventions", "palpate_format", "default", "disclaimer", "units", "long_name", "flag_meanings", "CLASS", "NAME", "NX_class",
              "signal", "axes", "samples", "setup", "phase", "side", "kind", "algorithm", "covers", "tool", "timing", "quality_grade",
              "screening_yes", "standard_name", "axis"}
PLAN = re.compile(r"plan_\d\d")
STARTED_AT = "2019-07-23T04:56:07.891Z"
MADE_AT = "2018-03-14T15:09:26.535Z"
EPOCH_US = int(datetime.datetime(2019, 7, 23, 4, 56, 7, 891000, tzinfo=datetime.timezone.utc).timestamp() * 1e6)


def put_text(item, name, text):
    raw = text.encode()
    if name in item.attrs:
        del item.attrs[name]
    if text.isascii():
        item.attrs.create(name, np.bytes_(raw))
    else:
        item.attrs.create(name, raw, dtype=h5py.string_dtype("utf-8", len(raw)))


def text_of(value):
    return value.decode() if isinstance(value, bytes) else str(value)


class Plants:
    """identifier -> where it was planted"""

    def __init__(self, tag):
        self.tag = tag
        self.where = {}

    def new(self, place, pattern="Zqx{}{}Vejm"):
        text = pattern.format(self.tag, len(self.where))
        self.where[text] = place
        return text


def plant_plan(group, plants):
    """The coach's plan: every text of the technique, in its JSON."""
    names = sorted(name for name in group.attrs if PLAN.fullmatch(name))
    plan = json.loads("".join(text_of(group.attrs[name]) for name in names))
    technique = plan["technique"]
    for key in ("title", "region", "posture", "evidence"):
        technique[key] = plants.new(f"plan {key}")
    for key in ("steps", "cautions"):
        technique[key] = [plants.new(f"plan {key}") for _ in technique[key]]
    for zone in technique["zones"]:
        zone["name"] = plants.new("plan zone name")
        if zone.get("cue"):
            zone["cue"] = plants.new("plan zone cue")
    technique["id"] = plants.new("plan id", "zqx{}{}vejm")
    text = json.dumps(plan)
    for name in names:
        del group.attrs[name]
    for number in range(0, len(text), 4096):
        group.attrs.create(f"plan_{number // 4096:02}", np.bytes_(text[number:number + 4096].encode()))
    return technique["id"]


def plant(path, tag, client):
    """Changes the session; gives the identifiers and where each lies. `tag`: a letter, another one for each session."""
    plants = Plants(tag)
    with h5py.File(path, "r+") as file:
        technique = plant_plan(file["coaching"], plants) if "coaching" in file else None
        items = [file]
        file.visititems(lambda _, item: items.append(item))
        for item in items:
            for name in list(item.attrs):
                value = item.attrs[name]
                if name in VOCABULARY or PLAN.fullmatch(name) or not isinstance(value, (bytes, np.bytes_, str)):
                    continue
                place = f"{item.name}@{name}"
                if place == "/metadata@started_at":
                    put_text(item, name, STARTED_AT)
                elif place == "/calibration@made_at":
                    put_text(item, name, MADE_AT)
                elif technique and (place in ("/metadata@technique", "/coaching@id")):
                    put_text(item, name, technique)
                else:
                    put_text(item, name, plants.new(place))
        metadata = file["metadata"]
        for name in ("mat_serial", "mat_firmware", "mat_title", "mat_id", "client_code", "source", "software", "technique"):
            if name not in metadata.attrs:
                metadata.attrs.create(name, np.bytes_(plants.new(f"/metadata@{name}").encode()))
        put_text(metadata, "started_at", STARTED_AT)
        calibration = file["calibration"]
        put_text(calibration, "made_at", MADE_AT)
        if "loads" not in calibration.attrs:
            calibration.attrs.create("loads", 3, dtype="i4")
            for name in ("from_kpa", "to_kpa", "residual_pct"):
                calibration.attrs.create(name, 1.0, dtype="f8")
        put_text(metadata, "client_code", client)
        plants.where[client] = "client code of both sessions"
        if "device_time_us" in file:
            file["device_time_us"][:] = EPOCH_US + np.arange(file["device_time_us"].shape[0], dtype="u8") * 10000
    plants.where[STARTED_AT[:10]] = plants.where[STARTED_AT[:10].replace("-", "")] = "started_at, the day"
    plants.where[STARTED_AT[11:19]] = "started_at, the time"
    plants.where[MADE_AT[:10]] = "made_at"
    for digits in (10, 13, 16):
        plants.where[str(EPOCH_US)[:digits]] = "started_at, seconds and parts since 1970"
    return plants.where


def forms(identifier):
    """The bytes in which it could stand."""
    plain = identifier.encode()
    yield plain
    yield identifier.encode("utf-16-le")
    yield identifier.encode("utf-16-be")
    yield plain.hex().encode()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain)
        # Only the characters that all six bits of come from the identifier.
        yield coded[-(-shift * 8 // 6):(shift + len(plain)) * 8 // 6]


def texts_in(path):
    """(where, bytes) of everything in one file: its own bytes and, inside HDF5, each attribute and unpacked dataset."""
    yield str(path), path.read_bytes()
    if path.suffix != ".h5":
        return
    with h5py.File(path, "r") as file:
        items = [file]
        file.visititems(lambda _, item: items.append(item))
        for item in items:
            for name, value in item.attrs.items():
                if name not in ("DIMENSION_LIST", "REFERENCE_LIST"):
                    yield f"{path.name}:{item.name}@{name}", name.encode() + np.asarray(value).tobytes() + str(value).encode()
            if isinstance(item, h5py.Dataset):
                yield f"{path.name}:{item.name}", item[()].tobytes()


def found(folder, identifiers):
    """Every place under the folder, names of files too, where one of the identifiers stands."""
    hits = []
    for path in sorted(folder.rglob("*")):
        contents = [(f"name of {path.name}", str(path.relative_to(folder)).encode())]
        if path.is_file():
            contents += list(texts_in(path))
        for where, content in contents:
            hits += [f"{where} holds {identifier} ({place})" for identifier, place in identifiers.items()
                     for form in forms(identifier) if len(form) > 5 and form in content]
    return hits
