"""What letters say of this site, from the configuration."""

from webform.config import Config
from webform.mail.letters import Site
from webform.mail_settings import MailSettings


def site_of(config: Config, mail: MailSettings) -> Site:
    """The site as it stands in every letter."""
    return Site(config.address, mail.sender.name, mail.sender.reply_to is not None)
