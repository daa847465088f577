"""The application for a WSGI server: `webform.wsgi:make_app` (a factory, configured from the environment).

To be called in the process that answers, after it was forked: the thread that reads the maps would stay behind in another.
"""

import gc
from functools import lru_cache
from pathlib import Path
from threading import Thread

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from results.adapters.clock import SystemClock
from results.adapters.geocoder import OfflineGeocoder
from results.database import Database
from results.ports import NoCopies
from results.public_map.reading import read_ahead
from results.services import Services
from results.surveys import Surveys, survey_folders
from webform.app import create_app
from webform.config import Config, ConfigError
from webform.log import log


def folders_of(config: Config) -> list[Path]:
    """The folder of every survey on offer: each configured folder is one, or holds them.

    Raises:
        ConfigError: a folder that is none and holds none.
    """
    return [found for folder in config.surveys for found in _surveys_in(folder)]


def _surveys_in(folder: Path) -> tuple[Path, ...]:
    found = (folder,) if (folder / "questionnaire.yaml").is_file() else survey_folders(folder)
    if not found:
        raise ConfigError(
            f"SURVEYS: there is no survey in {folder}: a survey is a folder with a questionnaire.yaml; name its folder, "
            "or the folder that holds it"
        )
    return found


@lru_cache(maxsize=1)
def make_services(config: Config) -> Services:
    """The real services. The database must have been migrated.

    Made once per process; worker processes that are forked from one that has them need not compile the surveys again.

    Raises:
        ConfigError: a folder of SURVEYS without any.
        engine.authoring.diagnostics.DiagnosticsError: a survey has errors.
    """
    clock = SystemClock()
    database = Database.at(config.database_url)
    return Services(
        database=database,
        surveys=Surveys.load(database, folders_of(config), clock),
        clock=clock,
        geocoder=OfflineGeocoder(),
        secret=config.secret_key.encode(),
        review_days=config.review_days,
        second_reviewer=config.second_reviewer,
        copies=NoCopies() if config.mail is None else config.mail.box(),
    )


def make_app() -> Flask:
    """The application that the environment describes."""
    config = Config.from_environment()
    services = make_services(config)
    app = create_app(config, services)
    # What was made by now stays until the end: the garbage collector need not walk it again at every full round.
    gc.collect()
    gc.freeze()
    Thread(target=read_maps, args=(services,), name="maps", daemon=True).start()
    return app


def read_maps(services: Services) -> None:
    """Beside the first requests: whoever comes for something else does not wait for it."""
    try:
        read_ahead(services)
    except SQLAlchemyError as error:  # then the first who asks for a map reads it
        log(__name__).warning("maps-not-read", error=type(error).__name__)
