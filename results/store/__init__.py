"""The only modules that issue queries: one per aggregate, functions that take the connection of a transaction first."""

from results import contact_models as contact_models  # so that every table is known, whichever of these modules is used
from results import decision_models as decision_models  # the same
from results import desk_models as desk_models  # the same
from results import flag_models as flag_models  # the same
from results import upkeep_models as upkeep_models  # the same
