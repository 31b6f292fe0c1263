"""Incidents and service requests: their lifecycle, from detected to closed (SPEC A)."""
