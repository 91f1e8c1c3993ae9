"""What stops an evaluation, as one tree; a message never holds text of an article.

::

    EvaluationError
    ├── UnreadableGoldError    a file of labels is missing or not in a documented format
    └── NoServiceError         no enrichment service answers, or it turns the client itself away
"""

from __future__ import annotations


class EvaluationError(Exception):
    """Root of the tree; its message tells what to change."""


class UnreadableGoldError(EvaluationError):
    """A file of labels is missing or not in a documented format; the message names file and line."""


class NoServiceError(EvaluationError):
    """No enrichment service can be reached, or it turned the client itself away."""
