"""Room: finding things. Its engine follows the change log; nothing else writes to it."""
