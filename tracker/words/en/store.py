"""Why a database cannot be used, and what to do about it, in English."""

from __future__ import annotations

from tracker.words.reasons import Says
from tracker.words.store import StoreWords

WORDS = StoreWords(
    not_a_location=Says("“{where}” is no place for a database", "give a file's path, or postgresql://user@host/name"),
    no_store=Says(
        "there is no office at {where} yet",
        "check the place; to begin one, open sanxin, or use sanxin import LEDGER.xlsx or sanxin project add",
    ),
    directory=Says("{where} is a folder, not a database file", "add a file's name, such as {where}/office.db"),
    not_a_database=Says("{where} is not a database file; it was left alone", "check the file, or use another name"),
    foreign=Says("{where} is another program's database; it was left alone", "use another file or database"),
    newer=Says(
        "{where} was written by a newer version of this program ({version}; this one knows up to {known}) and "
        "was left alone",
        "update this program, then open it again",
    ),
    older=Says("{where} is an office of an older program ({version}; this one works with {known}); opening it changes "
               "nothing", "have its owner bring it up to date: sanxin db upgrade (which makes a dump first)"),
    not_set_up=Says("there is no office in {where} yet", "have its owner set it up: sanxin db init URL"),
    not_granted=Says("this was not granted to the account in {where}: {reason}",
                     "ask an admin for the role (sanxin db grant ROLE NAME); sanxin db status tells which there are"),
    no_region=Says("there is no region {region} in {where}, or the account has no role there",
                   "there are: {regions}. Change region= in the address, or SANXIN_REGION"),
    which_region=Says("there are several regions in {where}, and none was named",
                      "write ?region= with its code after the address, or set SANXIN_REGION; there are: {regions}"),
    other_user=Says("in {where} the server knows who records: {account} is logged in, and nothing is recorded as {who}",
                    "leave --user out, or log in as that account"),
    corrupt=Says("{where} is damaged; it was left alone", "keep a copy of it, then restore the latest backup"),
    illegible=Says("a value in {where} cannot be read: project {project}, table {table}, column {column}, row {row}, "
                   "“{value}”",
                   "sanxin doctor lists all that cannot be read; restore a backup, or ask whoever keeps it"),
    unwritable_file=Says(
        "there is no permission to read and write {where}", "check its permissions, or use another place"
    ),
    unwritable_folder=Says("no file can be written in {where}", "check the folder's permissions, or use another place"),
    unwritable_server=Says(
        "this account cannot write to {where}: {reason}", "ask its administrator, or use another account"
    ),
    disk_full=Says("the disk is full: {where}; nothing was written", "make room, then repeat"),
    disk_full_reading=Says("the disk is full and {where} cannot be read: there is no room for the temporary files that "
                           "takes; nothing in it was changed",
                           "make room, on the disk of temporary files too, then look again"),
    disk_error=Says("the disk failed at {where} ({reason})", "check the disk; keep a copy of the file first"),
    locked=Says(
        "{where} is in use by another program and did not come free; nothing was written",
        "close the other program, then repeat",
    ),
    log_without_file=Says(
        "{where} is missing, and {log} beside it holds records that are not yet in it; nothing was touched",
        "put {where} and {log} back into one folder and open it then; if there is only {log}, keep a copy and never "
        "delete it",
    ),
    gone=Says(
        "the opened {where} was deleted or moved; nothing is written from now on",
        "leave the program, put the file and the -wal file beside it back, and open it again",
    ),
    replaced=Says(
        "another file was put in the place of the opened {where}; nothing is written from now on",
        "leave the program, find out which of them is the right one, and open it again",
    ),
    log_gone=Says(
        "{where} was deleted; nothing was written",
        "leave the program (what was recorded is put into the database then), open it again, and leave that file alone",
    ),
    wrong_option=Says("the options of {where} are wrong: {reason}", "check names and values after the question mark"),
    network_share=Says(
        "{where} is on a network share ({kind}), where several writers would damage it; it was left alone",
        "use a local disk, or PostgreSQL for an office of several people",
    ),
    no_driver=Says(
        "the PostgreSQL driver is not installed, so {where} cannot be opened",
        "install it: pip install 'sanxin[postgres]'",
    ),
    unreachable=Says(
        "{where} cannot be reached: {reason}",
        "check host, name and account, and that the server is running; a password belongs into ~/.pgpass, a connection "
        "into a service file (service=NAME), and sslmode=verify-full encrypts it"
    ),
    not_recorded=Says("the line broke or was given up; nothing of this was recorded in {where}", "save it again"),
    uncertain=Says("the line to {where} broke, and whether this was recorded could not be asked yet",
                   "save it again once the server is back: one form is never recorded twice; the journal shows it too"),
    clock_behind=Says(
        "the last entry of {where} (no. {entry}) is of {last}, later than now ({now}): this clock is slow, or that"
        " one stood ahead; nothing was written",
        "set this machine's clock right; where that one stood ahead, go on with sanxin --clock REASON: from then on the"
        " order of entries counts"),
    clock_jumped=Says(
        "this machine's clock jumped: {passed} minutes went by since the last entry of {where} ({last}), but it"
        " says {now}; nothing was written",
        "set this machine's clock right; where it is right now, go on with sanxin --clock REASON"),
    guardrails=Says(
        "{where} lacks triggers that keep facts unchanged: {missing}", "nothing was written; ask whoever maintains it"
    ),
)
