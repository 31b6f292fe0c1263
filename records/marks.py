"""Marks around found words: two characters of the private use area, which nobody types, until a page has escaped the text."""

START, END = "\ue000", "\ue001"
