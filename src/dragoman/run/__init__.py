"""The rooms in order: what a document goes through from reading to the record."""
