"""The application for a WSGI server: ``dashboard.wsgi:server``."""

from dashboard.ahead import keep_drawn, spare_collector
from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.static import warm_in_background

app = create_app(Settings.from_environment())
server = app.server
warm_in_background(app)
keep_drawn(app)
spare_collector()
