"""People: accounts, roles and rights, teams, organisations (SPEC J1, J2). Who may do and see what is asked here."""
