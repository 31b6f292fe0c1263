"""The REST face: everything of incidents for programs, under ``/api/v1/``."""
