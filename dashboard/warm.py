"""Compress what a first visit loads before anybody visits (预压缩): ``python -m dashboard.warm``."""

from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.static import warm


def main() -> int:
    """Fill the cache of compressed scripts; return how many files it holds for a first visit."""
    app = create_app(Settings.from_environment())
    return warm(app, app.server.extensions["compressed"])


if __name__ == "__main__":
    main()
