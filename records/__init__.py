"""The record: what happened, in order, with who and when (SPEC A9). Lowest layer; it knows no subject and no person."""
