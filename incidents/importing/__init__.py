"""Bringing in the past of other systems, through the same actions (SPEC K4)."""
