"""What letters say of this site, from the configuration."""

from webform.config import Config
from webform.mail.letters import Site
from webform.settings.mail import MailSettings

SITE = "zelfscan-site"
"""Where the application keeps it."""


def site_of(config: Config, mail: MailSettings | None) -> Site:
    """The site as it stands in every letter."""
    if mail is None:
        return Site(config.address, "Zelfscan")
    return Site(config.address, mail.sender.name, mail.sender.reply_to is not None)
