"""Figures: pure functions from values to Plotly figures as plain dicts."""
