"""The pages: one module each, with ``PATH``, ``NAME``, ``layout``, ``draw`` and ``register``."""
