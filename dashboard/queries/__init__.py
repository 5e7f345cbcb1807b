"""Every SELECT of the product, a module a subject. Results are small frozen objects; caches go by edition."""
