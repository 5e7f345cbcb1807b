"""A finding as plain text (疑点事项): the same words as on the worklist, for files and machines."""

from dashboard.components.oversight_text import sentence
from dashboard.queries.findings.model import Finding
from data.text import Locale


def plain_sentence(language: Locale, finding: Finding) -> str:
    """Return the evidence of a finding as a sentence without any marks."""
    return "".join(part if isinstance(part, str) else str(part.children) for part in sentence(language, finding))
