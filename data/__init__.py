"""What is read (texts, catalogues, fonts) and what is kept (the store)."""
