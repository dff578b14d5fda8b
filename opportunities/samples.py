"""A valid opportunity of each shape in one call each."""

from datetime import timedelta
from typing import Any

from content import clock
from content.samples import a_page
from content.words import ExchangeDirection
from opportunities.models import ConsultationPage, EventPage, ExchangePage, FacilityPage, FundingPage, TaskPage

BODY = [("paragraph", "<p>Kom og vær med.</p>")]


def _an_opportunity(model: type, kind: str, **fields: Any) -> Any:
    return a_page(model, **{"summary": "Noget at give sig i kast med.", "kind": kind, "body": BODY, **fields})


def a_task(**fields: Any) -> TaskPage:
    return _an_opportunity(TaskPage, "VOLUNTEER_ROLE", **fields)


def an_event(**fields: Any) -> EventPage:
    """An event tomorrow, two hours long."""
    starts_at = fields.pop("starts_at", clock.now() + timedelta(days=1))
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    return _an_opportunity(EventPage, "EVENT", **{**times, **fields})


def an_exchange(**fields: Any) -> ExchangePage:
    direction = fields.pop("direction", ExchangeDirection.OFFER)
    kind = f"EXCHANGE_{direction}"
    more = {"direction": direction, "resource_types": ["PREMISES"]}
    return _an_opportunity(ExchangePage, kind, **{**more, **fields})


def a_consultation(**fields: Any) -> ConsultationPage:
    return _an_opportunity(ConsultationPage, "CONSULTATION", **fields)


def a_fund(**fields: Any) -> FundingPage:
    deadline = fields.pop("deadline", clock.now() + timedelta(days=30))
    return _an_opportunity(FundingPage, "FUNDING", deadline=deadline, **fields)


def a_facility(**fields: Any) -> FacilityPage:
    return _an_opportunity(FacilityPage, "FACILITY", **fields)


SAMPLES = {
    "VolunteerTask": a_task,
    "Event": an_event,
    "Exchange": an_exchange,
    "Consultation": a_consultation,
    "Funding": a_fund,
    "Facility": a_facility,
}
