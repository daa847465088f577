"""What the initiator sees of contact with others: proposals to answer, and asking the coordinator."""

from webform.contact.views import blueprint

__all__ = ["blueprint"]
