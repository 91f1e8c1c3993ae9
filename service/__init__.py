"""The article enrichment service: raw news text in, anchored findings out."""

import os

__version__ = "0.1.0"

# onnxruntime's builds send usage data to their maker, and keep an identifier in the home directory, unless
# this is set before its first import; its API call to turn that off comes too late for both. No module of
# this package can be imported before this line.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
