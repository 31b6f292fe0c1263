"""Satisfaction surveys: asked once it is over, answered by one click (SPEC G)."""
