"""Satisfaction for programs (SPEC G, H4)."""
