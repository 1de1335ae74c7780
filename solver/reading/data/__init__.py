"""What a text says of the data: how much there is, how it is split, what becomes more or less."""
