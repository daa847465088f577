"""What everyone may see: the map, the list, a page per collective. Each module that adds views is named here."""

from webform.public import collective, embed, map_page, points, reporting
from webform.public.blueprint import blueprint

__all__ = ["blueprint", "collective", "embed", "map_page", "points", "reporting"]
