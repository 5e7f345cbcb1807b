"""The application for a WSGI server: ``dashboard.wsgi:server``."""

import threading

from dashboard.app import create_app
from dashboard.queries.findings.worklist import reckon_newest
from dashboard.settings import Settings
from dashboard.static import warm_in_background

settings = Settings.from_environment()
app = create_app(settings)
server = app.server
warm_in_background(app)
# The rules over every household and person are reckoned before the first visit asks for them.
threading.Thread(target=reckon_newest, args=(settings.database,), daemon=True).start()
