"""What a text says of time: how long which part takes."""
