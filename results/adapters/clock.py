"""The real clock. The only module of this package that asks what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_HOME = ZoneInfo("Europe/Amsterdam")


class SystemClock:
    """This computer's clock; dates are those of the Netherlands."""

    def now(self) -> datetime:
        """This moment: aware, UTC."""
        return datetime.now(UTC)

    def date_of(self, moment: datetime) -> date:
        """The calendar date of a moment in the Netherlands."""
        return moment.astimezone(_HOME).date()
