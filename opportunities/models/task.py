"""Something to give a hand with: a role, a one-off, a seat, a course."""

from django.utils.translation import gettext_lazy as _

from opportunities.models.opportunity import OpportunityPage


class TaskPage(OpportunityPage):
    """Something to give a hand with: a role, a one-off, a seat, a course."""

    type_name = "VolunteerTask"
    template_name = "opportunities/opportunity.html"

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
