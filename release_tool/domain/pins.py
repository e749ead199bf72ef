"""What a pin says: an exact version, a Terraform version constraint, or nothing usable."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from release_tool.domain.constraints import ConstraintError, Constraints
from release_tool.domain.versions import parse_version

if TYPE_CHECKING:
    from release_tool.domain.examples import Pin
    from release_tool.domain.versions import Version

_OPERATORS = ("=", "!", "<", ">", "~")


def exact(pin: Pin) -> Version | None:
    """The version that *pin* names exactly."""
    if pin.tag is not None:
        return pin.tag.version
    return parse_version(pin.text) if pin.literal else None


def printed(pin: Pin, version: Version) -> str:
    """What *pin* says when it names *version*."""
    if pin.tag is None:
        return str(version)
    text = f"{pin.tag.before}{version}{pin.tag.after}"
    return quote(text, safe="") if "%" in pin.text else text


def constraint(pin: Pin) -> Constraints | None:
    """The constraint that *pin* is. A bare number is none: it looks like a version and is not."""
    if pin.tag or not pin.literal or not pin.text.lstrip().startswith(_OPERATORS):
        return None
    try:
        return Constraints.parse(pin.text)
    except ConstraintError:
        return None


def accepts(pin: Pin, version: Version) -> bool:
    """Whether Terraform, given *pin*, may install *version*."""
    if (named := exact(pin)) is not None:
        return named == version
    allowed = constraint(pin)
    return allowed is not None and allowed.satisfies(version)
