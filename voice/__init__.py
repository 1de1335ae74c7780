"""What is written, said: a text as a person would say it, and the sound of it as a voice note."""
