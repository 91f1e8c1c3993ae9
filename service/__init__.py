"""The article enrichment service: raw news text in, anchored findings out."""

__version__ = "0.1.0"
