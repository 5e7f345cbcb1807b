"""Writing small GeoJSON files with readable differences: one feature a line, rounded, attribution inside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import orjson
import shapely

# Five decimals are one metre: finer than the source, and no two vertices fall together.
DECIMALS: Final = 5


@dataclass(frozen=True, slots=True)
class Feature:
    """A geometry (WGS-84 degrees) with its properties."""

    properties: Mapping[str, str | float]
    geometry: shapely.Geometry


def write_geojson(path: Path, features: Sequence[Feature], head: Mapping[str, str]) -> None:
    """Write a FeatureCollection; `head` are extra members of the document: name, attribution, licence."""
    lines = [orjson.dumps({"type": "FeatureCollection", **head}).decode().removesuffix("}") + ',"features":[']
    lines.append(",\n".join(_feature(feature) for feature in features))
    lines.append("]}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _feature(feature: Feature) -> str:
    geometry = orjson.Fragment(shapely.to_geojson(shapely.transform(feature.geometry, _rounded)))
    return orjson.dumps({"type": "Feature", "properties": feature.properties, "geometry": geometry}).decode()


def _rounded(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return points.round(DECIMALS)
