"""Exports (导出): the tables of a view as a workbook, as CSV, and the map as GeoJSON; the same queries as the page."""
