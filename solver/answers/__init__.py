"""Typed answers: reading them as expressions, and what two expressions have in common."""
