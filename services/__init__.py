"""Service catalogue and configuration items, and what depends on what (SPEC J3)."""
