"""The closed lists as enums. Everything else that editors choose from is a term."""

from enum import Enum
from typing import Any

import strawberry
from django.db.models import Choices

from content import renditions, words


def _enum(choices: type[Choices], description: str, name: str | None = None) -> Any:
    """An enum of the API from Django's choices."""
    return _made(name or choices.__name__, {member.name: member.value for member in choices}, description)


def _made(name: str, members: dict[str, str], description: str) -> Any:
    found: Any = Enum(name, members)  # type: ignore[misc]  # mypy wants a literal; ours come from Django's choices
    return strawberry.enum(found, name=name, description=description)


Vocabulary = _enum(words.Vocabulary, "A shared vocabulary.")
GeographicScope = _enum(words.Scope, "How far something reaches.", "GeographicScope")
Purpose = _enum(words.Purpose, "What a picture of people may be used for.")
Licence = _enum(words.Licence, "The terms on which a text or a picture may be reused.")
Tristate = _enum(words.Known, "Yes, no, or nobody has told: UNKNOWN is neither.", "Tristate")
Lifecycle = _enum(words.Lifecycle, "Where an opportunity stands at this moment.")
EventStatus = _enum(words.EventStatus, "Whether an event takes place as planned.")
NeedStatus = _enum(words.NeedStatus, "Whether help is still needed. UNKNOWN never means filled.")
Evidence = _enum(words.Evidence, "How we know.")
InsuranceBy = _enum(words.InsuranceBy, "Who insures the volunteer.")
CostKind = _enum(words.CostKind, "Whether it costs money.")
BenefitClass = _enum(words.BenefitClass, "How Danish unemployment and early-retirement rules see the work.")
ExchangeDirection = _enum(words.ExchangeDirection, "Whether something is offered or needed.")
Channel = _enum(words.Channel, "Where a post can go.")
PlaceLevel = _enum(words.PlaceLevel, "What kind of place.")
ChangeReason = _enum(words.Reason, "Why readers see something else.", "ChangeReason")

ImagePreset = _made(
    "ImagePreset",
    {name: name for name in renditions.PRESETS},
    "A crop around the focal point: "
    + ", ".join(f"{name} {width}×{height}" for name, (width, height) in renditions.PRESETS.items())
    + ". Never larger than the original.",
)
ImageFormat = _made("ImageFormat", {name: name for name in renditions.FORMATS}, "The file format of a rendition.")


@strawberry.enum(description="CHAIN tries the languages in order; NONE serves the first or nothing.")
class Fallback(Enum):
    CHAIN = "CHAIN"
    NONE = "NONE"
