"""Words of the quality of the data (数据质量) that several screens share."""

from dashboard.i18n import catalogue, t
from data.text import Locale


def cause_name(language: Locale, code: str) -> str:
    """Return what a code of the loader means."""
    name = f"quality.cause_{code}"
    return t(language, name) if name in catalogue() else t(language, "quality.cause_other", code=code)
