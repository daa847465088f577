"""What everyone may see: the map, the list, a page per collective."""

from webform.public.views import blueprint

__all__ = ["blueprint"]
