"""Incidents and service requests for programs."""
