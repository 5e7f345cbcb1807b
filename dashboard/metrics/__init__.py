"""The one definition of every figure (指标), its arithmetic, its wording and what of it may be disclosed."""
