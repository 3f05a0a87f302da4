"""What can go wrong, as a tree.

DragomanError               anything raised on purpose; its text says what to do
├── InputError              an input cannot be used (becomes a row in `failures` when a run can go on)
├── SettingError            an option or setting is wrong (stops at once)
└── ProjectError            a project folder is missing, foreign or cannot be written
"""


class DragomanError(Exception):
    """Base of all errors that dragoman raises on purpose."""


class InputError(DragomanError):
    """An input cannot be used; `code` is the short name that `failures` keeps."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class SettingError(DragomanError):
    """An option or setting is wrong."""


class ProjectError(DragomanError):
    """A project folder is missing, is not one, or cannot be written."""
