"""The application for a WSGI server: ``dashboard.wsgi:server``."""

from dashboard.ahead import keep_drawn, spare_collector
from dashboard.app import create_app
from dashboard.settings import Settings
from dashboard.static import warm_in_background

settings = Settings.from_environment()
app = create_app(settings)
server = app.server
warm_in_background(app)
if settings.draw_ahead:
    keep_drawn(app)
spare_collector()
