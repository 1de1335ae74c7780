"""How updates come in and messages go out, so that none is lost."""
