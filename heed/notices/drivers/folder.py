"""Messages written as files, for a demo and for trying out: one .eml for each, which any mail program opens."""

import re
from pathlib import Path

from heed.notices.drivers.driver import Letter, Unreachable
from heed.notices.drivers.message import email_of


class Folder:
    """A folder that messages are written to."""

    def __init__(self, path: Path, sender: str) -> None:
        self.path = path
        self.sender = sender

    def open(self) -> None:
        """Make the folder."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise Unreachable(f"The folder for mail cannot be made: {trouble.strerror}.") from trouble

    def send(self, letter: Letter) -> None:
        """Write the letter under its Message-ID, so that a repeat replaces it; a file is there whole or not at all."""
        goal = self.path / f"{re.sub('[^A-Za-z0-9_-]', '', letter.message_id.partition('@')[0])}.eml"
        written = goal.with_suffix(".part")
        try:
            written.write_bytes(email_of(letter, self.sender).as_bytes())
            written.replace(goal)
        except OSError as trouble:
            raise Unreachable(f"The message cannot be written: {trouble.strerror}.") from trouble

    def close(self) -> None:
        """Leave it as it is."""
