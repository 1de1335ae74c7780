"""A question in, the lesson that answers it out."""
