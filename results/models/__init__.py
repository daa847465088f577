"""The tables, a module for each concern. Only `store/` and the migrations use them; everybody else sees the frozen records of
`records/`.

Change a table here and add a revision under `migrations/versions` (`python -m results.migrations "what changes"`); a test
compares the two on both databases.
"""

# Whoever uses one of them knows them all: a table that is named by another must be there, and Alembic compares every one.
from results.models import accounts as accounts
from results.models import contact as contact
from results.models import desk as desk
from results.models import events as events
from results.models import flags as flags
from results.models import mails as mails
from results.models import public_map as public_map
from results.models import responses as responses
from results.models import submissions as submissions
from results.models import upkeep as upkeep
