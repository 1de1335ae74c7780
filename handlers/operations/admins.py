"""The people who run the bot, and what they are told without asking."""

import logging
import sqlite3

from sqlite_utils.db import NotFoundError
from telegram import User
from telegram.error import TelegramError
from telegram.ext import ExtBot

from data.words import Language
from handlers.context import House
from handlers.html import say

_LOG = logging.getLogger(__name__)


def is_admin(user: User | None, house: House) -> bool:
    """Whether somebody is one of those who run the bot."""
    return user is not None and user.id in house.admins


async def tell_admins(bot: ExtBot[int], house: House, key: str, **values: object) -> None:
    """Tell everybody who runs the bot, each in their language, as far as they can be reached."""
    for admin in sorted(house.admins):
        try:
            await bot.send_message(admin, say(key, _language(house, admin), **values))
        except (TelegramError, sqlite3.Error) as error:
            _LOG.warning("an admin could not be told: %s", error)


def _language(house: House, admin: int) -> Language:
    try:
        return house.store.people.get(admin).language
    except NotFoundError:  # who has never written
        return "en"
