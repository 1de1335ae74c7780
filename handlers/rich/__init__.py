"""Rich messages, where a person wants them."""
