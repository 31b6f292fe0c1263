"""Knowledge: articles, their versions, what readers think of them (SPEC F)."""
