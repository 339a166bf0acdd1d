"""Members of an archive that are not unpacked: what is wrong with them, told by the archive's directory."""

import re
import stat
import zipfile
from typing import Final

PAGE_BYTES: Final = 5_000_000
"""The longest input: some fifty times a usual saved page."""
HIGHEST_RATIO: Final = 100
_SMALL: Final = 200_000
"""A member that is no longer than that may be packed as tightly as it likes."""
_DRIVE: Final = re.compile(r"[A-Za-z]:")


def member_fault(member: zipfile.ZipInfo) -> str | None:
    """Why a member is not unpacked; None where nothing speaks against it."""
    name = member.filename
    # zipfile cuts a name at NUL and turns the system's separators; the archive's own name is judged.
    original = getattr(member, "orig_filename", name)
    if original.startswith(("/", "\\")) or _DRIVE.match(original) or ".." in re.split(r"[/\\]", original):
        return "its path leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a symbolic link in the archive"
    if member.flag_bits & 1:
        return "it is encrypted"
    if member.file_size > PAGE_BYTES:
        return f"{member.file_size:,} bytes; a page has {PAGE_BYTES:,} at most"
    if member.file_size > max(_SMALL, HIGHEST_RATIO * member.compress_size):
        return f"packed more than {HIGHEST_RATIO} times, as in a ZIP bomb"
    return None
