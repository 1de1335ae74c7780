"""What a text says of a run: how far it is, what an epoch is in it, what happens when."""
