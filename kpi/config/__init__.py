"""Reads and checks ``config.yaml``; what is wrong with it is told all at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kpi.config.kept import keep, kept, key_of_text
from kpi.config.models import Config
from kpi.domain.errors import UsageError
from kpi.i18n.messages import _


def load_config(path: Path) -> Config:
    """The configuration of a file; ``ConfigError`` lists every fault with its place and remedy.

    A file that was checked before and has not changed since is not checked again (``kpi.config.kept``).
    """
    text = _text(path)
    key = key_of_text(text)
    config = kept(path, key)
    if config is None:
        from kpi.config.checking import checked  # with its libraries, which an unchanged file does not need

        config = checked(path, text)
        keep(path, key, config)
    return config


def config_hash(config: Config) -> str:
    """A name for exactly these rules: the same content gives the same name, in whatever order its keys stand."""
    import json

    from kpi.config.shape import plain

    canonical = json.dumps(plain(config), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(
            _("There is no configuration file"),
            place=str(path.absolute()),
            remedy=_("Run the command in the program's folder, or name the file with --config."),
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(_("The configuration file cannot be read"), place=str(path), found=str(error)) from None
