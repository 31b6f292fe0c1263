"""Articles for programs: the same acts, rights and limits as the pages."""
