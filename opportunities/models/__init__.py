"""The six shapes of opportunity, one file each. Kinds are words: editors may add one, and no code changes."""

from opportunities.models.consultation import ConsultationPage
from opportunities.models.event import EventPage
from opportunities.models.exchange import ExchangePage
from opportunities.models.facility import FacilityHours, FacilityPage
from opportunities.models.funding import FundingPage
from opportunities.models.opportunity import OpportunityDate, OpportunityPage
from opportunities.models.task import TaskPage

__all__ = [
    "ConsultationPage",
    "EventPage",
    "ExchangePage",
    "FacilityHours",
    "FacilityPage",
    "FundingPage",
    "OpportunityDate",
    "OpportunityPage",
    "TaskPage",
]
