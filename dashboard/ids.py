"""Component ids: the only place where an id is spelt."""

URL = "url"
PAGE = "page"
MAIN = "main"
NOTICE = "notice"
PLAY_TIMER = "play-timer"
PLAY_BUTTON = "play-button"
VILLAGE_SEARCH = "village-search"
VILLAGE_SEARCH_NOTE = "village-search-note"
VILLAGE_SEARCH_OPTIONS = "village-search-options"
MAP = "map"
BURN_DOWN = "burn-down"
SMALL_MAP = "small-map"
FLOW = "flow"
PREVIOUS_PAGE = "previous-page"
NEXT_PAGE = "next-page"
PRESENT_LINK = "present-link"
SHORTCUTS = "shortcuts"
INDUSTRY_SCATTER = "industry-scatter"
INDUSTRY_MAP = "industry-map"
VILLAGE_PAIRS = "village-pairs"
ASSISTANCE_MAP = "assistance-map"
PROJECT_GRID = "project-grid"
ENTRY_GRID = "entry-grid"
PROJECT_COUNT = "project-count"
ENTRY_COUNT = "entry-count"
EXIT_VILLAGES = "exit-villages"
EXIT_FLOW = "exit-flow"
TOWN_HEADS = "town-heads"


def filter_id(name: str) -> dict[str, str]:
    """Return the id of a control that changes one value of the view (``as_of``, ``zone``, ``town``, ``metric`` …)."""
    return {"type": "filter", "name": name}


def zone_chart_id(zone_key: str) -> dict[str, str]:
    """Return the id of a zone's own chart, by the zone's key (south, central, north)."""
    return {"type": "zone-chart", "zone": zone_key}
