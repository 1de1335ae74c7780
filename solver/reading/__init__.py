"""Text becomes a problem: numbers first, then the roles that they play."""
