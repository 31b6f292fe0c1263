"""The self-service portal: report, follow, answer, confirm. Pages only."""
