"""Why a whole load or withdrawal is refused (拒绝入库)."""

from etl.problems import Text


class LoadRefused(Exception):  # noqa: N818 - nothing failed: the store is as it was
    """A load that changes nothing; ``reason`` says why, in both languages, and what to do."""

    def __init__(self, reason: Text) -> None:
        """Remember the reason."""
        super().__init__(reason.en)
        self.reason = reason
