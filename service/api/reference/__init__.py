"""The API reference at /docs: the OpenAPI description as one page, without scripts."""
