"""What a check is told, and what it says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """Of one signature: the names and roles as typed, and the domain of the mailbox."""

    first_name: str
    last_name: str = ""
    roles: str = ""
    domain: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Found:
    """A reason to look twice: the name of the check (`reasons.REASONS`) and a detail without personal data."""

    name: str
    detail: str = ""
