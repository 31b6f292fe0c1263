"""The desk: where agents live all day. Pages only; what happens is in the actions of the domain."""
