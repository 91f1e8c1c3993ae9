"""What one person or thing is known by while its mentions are still being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Cluster:
    """One thing while its mentions are still being gathered; indices are of the candidates."""

    type: str
    words: tuple[str, ...] = ()
    members: list[int] = field(default_factory=list[int])
    gender: str = ""
    gender_sure: bool = False
    kind: str = ""
    plural: bool = False
    named: bool = False
    roles: set[str] = field(default_factory=set[str])
    heads: set[str] = field(default_factory=set[str])
    parts: list[Cluster] = field(default_factory=list["Cluster"])
    full_at: list[int] = field(default_factory=list[int])
    short_last: int = -1
    relative: bool = False
    first: int = 0
