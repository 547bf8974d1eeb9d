"""Why a database cannot be used: a code and its particulars, put into words in `tracker/words/store.py`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial


class StoreTrouble(StrEnum):
    """Why a database cannot be used; each has a sentence in every language of `tracker/words`."""

    NOT_A_LOCATION = "not_a_location"
    NO_STORE = "no_store"
    DIRECTORY = "directory"
    NOT_A_DATABASE = "not_a_database"
    FOREIGN = "foreign"
    NEWER = "newer"
    OLDER = "older"
    """An office on a server that an older program set up: it is not brought up to date by being opened."""
    NOT_SET_UP = "not_set_up"
    """A database on a server without any office in it."""
    NOT_GRANTED = "not_granted"
    """The account of the server has no role in the office."""
    NO_REGION = "no_region"
    """The address names a region that is not in the database, or in which the account has no role."""
    WHICH_REGION = "which_region"
    """The account may be in several regions, and the address names none."""
    OTHER_USER = "other_user"
    """A name was said for somebody whom the server knows by another one."""
    CORRUPT = "corrupt"
    ILLEGIBLE = "illegible"
    UNWRITABLE_FILE = "unwritable_file"
    UNWRITABLE_FOLDER = "unwritable_folder"
    UNWRITABLE_SERVER = "unwritable_server"
    DISK_FULL = "disk_full"
    DISK_FULL_READING = "disk_full_reading"
    """There is no room for the log or the temporary files that reading takes."""
    DISK_ERROR = "disk_error"
    LOCKED = "locked"
    LOG_WITHOUT_FILE = "log_without_file"
    GONE = "gone"
    REPLACED = "replaced"
    LOG_GONE = "log_gone"
    WRONG_OPTION = "wrong_option"
    NETWORK_SHARE = "network_share"
    NO_DRIVER = "no_driver"
    UNREACHABLE = "unreachable"
    NOT_RECORDED = "not_recorded"
    UNCERTAIN = "uncertain"
    GUARDRAILS = "guardrails"
    CLOCK_BEHIND = "clock_behind"
    CLOCK_JUMPED = "clock_jumped"


class StoreUnusable(Exception):
    """The database cannot be used; nothing in it was touched. No parameter ever carries a password."""

    def __init__(self, code: StoreTrouble, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        particulars = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({particulars})" if particulars else self.code

    def __reduce__(self) -> tuple[object, ...]:
        # The default would lose the keyword parameters on the way from another process.
        return partial(StoreUnusable, self.code, **self.params), ()
