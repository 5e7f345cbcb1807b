"""Opening a county's polygon file: GeoJSON, shapefile or a zip of either, whatever its names and encoding."""

import shutil
import struct
import tempfile
import zipfile
from pathlib import Path, PurePosixPath
from typing import Final

import geopandas

from geo.errors import GeoError

_LAYERS: Final = (".shp", ".geojson", ".json")
_SHAPEFILE_PARTS: Final = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
# A county's villages come to a few megabytes; more than this unpacked is a mistake or an attack.
_MAX_UNPACKED_BYTES: Final = 200_000_000
_DBF_HEADER_SIZE_AT: Final = 8
_WGS84: Final = "EPSG:4326"


def read_frame(path: Path) -> geopandas.GeoDataFrame:
    """Return the file's features in degrees of longitude and latitude, whatever system the file declares.

    Raises GeoError `unreadable` for a missing, broken, unknown or oversized file.
    """
    if path.suffix.lower() == ".zip":
        with tempfile.TemporaryDirectory() as folder:
            return _read_layer(_unpack(path, Path(folder)), shown_as=path)
    return _read_layer(path, shown_as=path)


def _read_layer(path: Path, *, shown_as: Path) -> geopandas.GeoDataFrame:
    if path.suffix.lower() not in _LAYERS:
        raise _unreadable(shown_as, zh="不是 GeoJSON、shapefile 或其压缩包", en="no GeoJSON, shapefile or zip of one")
    try:
        frame = geopandas.read_file(path, encoding=_encoding(path))
        if "geometry" not in frame.columns:
            raise _unreadable(shown_as, zh="文件里没有图形", en="it holds no geometry")
        return frame if frame.crs is None or frame.crs.is_geographic else frame.to_crs(_WGS84)
    except (RuntimeError, OSError, ValueError) as error:  # the reader's own errors are RuntimeErrors
        raise _unreadable(shown_as, zh="文件损坏或内容不完整", en="it is damaged or incomplete") from error


def _encoding(path: Path) -> str | None:
    """Return the encoding of a shapefile that does not declare one: UTF-8 where its bytes allow it, else GBK."""
    table = path.with_suffix(".dbf")
    if path.suffix.lower() != ".shp" or path.with_suffix(".cpg").exists() or not table.exists():
        return None
    content = table.read_bytes()
    (header_size,) = struct.unpack_from("<H", content, _DBF_HEADER_SIZE_AT)
    try:
        content[header_size:].decode("utf-8")
    except UnicodeDecodeError:
        return "GBK"
    return "UTF-8"


def _unpack(path: Path, folder: Path) -> Path:
    """Unpack the zip's one layer under a plain name and return its path: names inside may be GBK or point outside."""
    try:
        with zipfile.ZipFile(path) as archive:
            layer = _layer_in(archive, path)
            for member in archive.infolist():
                part = PurePosixPath(member.filename)
                if _belongs(part, layer):
                    with archive.open(member) as source, (folder / f"layer{part.suffix.lower()}").open("wb") as target:
                        shutil.copyfileobj(source, target)
            return folder / f"layer{layer.suffix.lower()}"
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise _unreadable(path, zh="压缩包损坏或加了密", en="the zip is damaged or encrypted") from error


def _layer_in(archive: zipfile.ZipFile, path: Path) -> PurePosixPath:
    """Return the name of the only layer in the zip."""
    members = archive.infolist()
    if sum(member.file_size for member in members) > _MAX_UNPACKED_BYTES:
        raise _unreadable(path, zh="解压后超过 200 MB", en="it unpacks to more than 200 MB")
    names = [PurePosixPath(member.filename) for member in members if not member.filename.startswith("__MACOSX")]
    layers = [name for name in names if name.suffix.lower() in _LAYERS]
    if len(layers) != 1:
        raise _unreadable(
            path,
            zh=f"压缩包里应有一个图层，实有 {len(layers)} 个",
            en=f"the zip should hold one layer and holds {len(layers)}",
        )
    return layers[0]


def _belongs(part: PurePosixPath, layer: PurePosixPath) -> bool:
    if part == layer:
        return True
    same_place = (part.parent, part.stem.lower()) == (layer.parent, layer.stem.lower())
    return same_place and layer.suffix.lower() == ".shp" and part.suffix.lower() in _SHAPEFILE_PARTS


def _unreadable(path: Path, *, zh: str, en: str) -> GeoError:
    return GeoError("unreadable", zh=f"无法读取“{path.name}”：{zh}", en=f'"{path.name}" cannot be read: {en}')
