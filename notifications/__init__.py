"""Messages that leave: outbox, transports, recipients."""
