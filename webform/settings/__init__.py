"""Settings that belong together, each read and refused by a module of its own; `webform.config` puts them with the rest."""
