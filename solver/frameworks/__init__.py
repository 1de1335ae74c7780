"""How frameworks count: their rules, and which framework a text is about."""
