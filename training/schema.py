"""The label sets of the reader's heads: the one place where training and reading agree.

Written into ``meta.json`` by the export, so that the service reads them from the weights.
"""

from __future__ import annotations

ROLES = ("source", "cue", "content")
NAME_TYPES = (
    "person",
    "organization",
    "location",
    "group",
    "facility",
    "product",
    "work",
    "event",
    "law",
    "money",
    "date",
    "misc",
)
NOMINAL_TYPES = ("person", "organization", "location")
KINDS = ("person", "organization", "group", "document", "media", "unnamed")
QUOTATION_KINDS = ("direct", "mixed", "indirect")
RELATIONS = ("source", "cue", "previous", "antecedent")


def bio(types: tuple[str, ...]) -> tuple[str, ...]:
    """Labels of a BIO head over ``types``: O, B-x, I-x, B-y, I-y..."""
    return ("O", *(f"{prefix}-{name}" for name in types for prefix in "BI"))


TOKEN_HEADS: dict[str, tuple[str, ...]] = {
    "roles_house": bio(ROLES),
    "roles_wide": bio(ROLES),
    "names": bio(NAME_TYPES),
    "nominals": bio(NOMINAL_TYPES),
    "kinds": KINDS,
    "thought": ("thought",),
    "boilerplate": ("boilerplate",),
}

# How sure a quotation is, before `training.calibrate_quotations`: slope and offset by roles head and kind.
AS_SCORED = {head: {kind: [1.0, 0.0] for kind in QUOTATION_KINDS} for head in ("roles_house", "roles_wide")}

# What the topic reader goes by before `training.calibrate`: chances as they come, one threshold a level.
TOPICS_UNCALIBRATED = {
    "topic_temperature": 1.0,
    "topic_level_thresholds": {"1": 0.4, "2": 0.4, "3": 0.4},
    "topic_thresholds": {},
}
