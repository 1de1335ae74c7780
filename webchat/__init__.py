"""A Telegram Bot API server for one bot on this machine, and a page to chat with it."""

from webchat.server import WebChat

__all__ = ["WebChat"]
