"""Mail: what it says, and the page where it can be read when it is not really sent."""

from webform.mail.views import FOLDER, blueprint

__all__ = ["FOLDER", "blueprint"]
