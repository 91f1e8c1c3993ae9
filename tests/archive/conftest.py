"""Without the extra `archive` only test_extra.py is collected, which says so."""

from __future__ import annotations

import importlib.util

MISSING = [name for name in ("ray", "pyarrow", "fsspec") if importlib.util.find_spec(name) is None]

collect_ignore_glob = ["test_[!e]*.py"] if MISSING else []
