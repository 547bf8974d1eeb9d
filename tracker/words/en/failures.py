"""What went wrong beside the work itself, in English."""

from __future__ import annotations

from tracker.words.failures import FailureWords

WORDS = FailureWords(
    disk_full="the disk is full: {file} was not written; make room, then repeat",
    os_error="{file}: {reason}",
    os_reason={
        "ENOENT": "there is no such file or folder", "EACCES": "there is no permission",
        "EPERM": "there is no permission", "EISDIR": "it is a folder, not a file",
        "ENOTDIR": "a part of the path is not a folder", "EROFS": "the disk can only be read",
        "ENAMETOOLONG": "the name is too long", "EIO": "the disk failed", "EEXIST": "it is there already",
        "EBUSY": "it is in use by another program", "EFBIG": "the file is too large",
        "EINVAL": "it is no file that can be read", "ELOOP": "its links go round in a circle",
    },
    recorded_before="this has been recorded (entry {entry} of the journal), and is not recorded a second time",
    unforeseen="something unforeseen went wrong ({kind}) and this was not done; a note of it, without anything out of "
               "the office, is in {file}: please send it to whoever maintains the program; sanxin doctor examines "
               "the data",
    unforeseen_after="this was recorded (entry {entry} of the journal): do not repeat it; something went wrong "
                     "afterwards that nobody foresaw ({kind}), please tell whoever maintains the program",
    unforeseen_unlogged="something unforeseen went wrong ({kind}) and this was not done, and no note of it could be "
                        "written; please tell whoever maintains the program; sanxin doctor examines the data",
)
