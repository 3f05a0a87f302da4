"""Reads news into Documents: text, web pages, records and tables, from files, folders, patterns and pipes."""

from dragoman.read.dateline import Dateline, dateline
from dragoman.read.documents import MAX_BYTES, read_documents
from dragoman.read.identify import datelines, is_supported, story_dateline, warnings_of
from dragoman.read.text import read_record, read_text

__all__ = [
    "MAX_BYTES",
    "Dateline",
    "dateline",
    "datelines",
    "is_supported",
    "read_documents",
    "read_record",
    "read_text",
    "story_dateline",
    "warnings_of",
]
