"""The service-request catalogue: forms, conditions, what was asked for, who approves (SPEC A11)."""
