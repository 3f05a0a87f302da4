"""The version of dragoman, as every record carries it."""

VERSION = "0.1.0"
