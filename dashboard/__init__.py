"""The web application: metrics, queries, figures, components, exports, access and the app factory."""
