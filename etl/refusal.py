"""Why a whole load or withdrawal is refused (拒绝入库)."""

from data.text import Text


class LoadRefused(Exception):
    """A load that changes nothing; ``reason`` says why, in both languages, and what to do."""

    def __init__(self, reason: Text) -> None:
        """Remember the reason."""
        super().__init__(reason.en)
        self.reason = reason
