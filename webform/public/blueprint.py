"""The blueprint of everything public. Its views stand in modules of their own, which the package imports."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)
