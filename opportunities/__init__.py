"""Room: things a reader can join, borrow, apply for or answer."""
