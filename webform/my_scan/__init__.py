"""My scan: where it stands, and everything a respondent may do with it after filling in."""

from webform.my_scan import confirming as confirming  # its views stand on the same blueprint
from webform.my_scan import download as download
from webform.my_scan import ending as ending
from webform.my_scan import recalling as recalling
from webform.my_scan.views import blueprint

__all__ = ["blueprint"]
