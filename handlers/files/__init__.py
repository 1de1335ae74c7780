"""What a person sends as a file or a picture."""
