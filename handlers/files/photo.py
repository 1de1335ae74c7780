"""A picture of an exercise, or a page of a PDF: what was read in it, and the solution below."""

import math
from dataclasses import asdict, replace
from functools import partial

from telegram import Document, PhotoSize, Update
from telegram.constants import ChatAction

from data import words
from data.questions import KeptQuestion
from data.words import Language
from handlers.asking import ask
from handlers.asking.drafted import own_draft
from handlers.asking.outcomes import Thought
from handlers.asking.replies import keep_reply, reply_screen
from handlers.cancellable import unless_cancelled
from handlers.context import Context, House, chat_of, met, note, tell, written
from handlers.delivery.downloads import downloaded
from handlers.files.photo_screens import Seen, photo_screen, unread_text
from handlers.html import say
from handlers.presses import heard, owned, pressed, refreshed
from handlers.screens import Screen
from handlers.ways_on import Said, onward
from knowledge.find import Finding
from photo.available import available
from photo.limits import BYTES
from photo.page import Unread
from solver.language import detect

MOST_WAITING = 30
"""Pictures of all people, as three albums have; each takes some tenths of a second."""
PART = "photo"
"""By this a draft is told to be one of these messages; a budget and what is noted have it, too."""


async def on_photo(update: Update, context: Context) -> None:
    """Solve the exercise in a photo; in a group only when addressed."""
    caption = ask.addressed(written(update), context.bot)
    if caption is None:
        return
    largest = max(written(update).photo, key=lambda size: size.width * size.height)
    language = detect(caption, met(update, context.house).language)
    if not await refused(update, context, largest, language):
        await receive(update, context, await fetched(update, largest), largest, caption)


async def refused(
    update: Update, context: Context, file: PhotoSize | Document, language: Language
) -> bool:
    """Say why a picture is not even fetched, if there is a reason."""
    if not available():
        said = partial(say, "photo.off")
    elif (file.file_size or 0) > BYTES:
        said = partial(unread_text, "bytes")
    elif context.house.reader.waiting >= MOST_WAITING:
        said = partial(say, "photo.busy")
    else:
        return False
    await _tell(update, context.house, said, language)
    return True


async def _tell(update: Update, house: House, said: Said, language: Language) -> None:
    """Say why nothing was read, with what can be sent instead."""
    person = met(update, house).id
    await tell(update, *onward(house, person, said, language, "exercise", "help"))


async def fetched(update: Update, file: PhotoSize | Document) -> bytes:
    """The bytes of a file; meanwhile the chat shows that something is done."""
    await chat_of(update).send_action(ChatAction.TYPING)
    return await downloaded(file.get_bot(), file.file_id)


async def receive(
    update: Update, context: Context, data: bytes, file: PhotoSize | Document, caption: str
) -> None:
    """Read a picture or the first page of a PDF, and answer what stands there.

    Args:
        update: who sent it, and where.
        context: the house behind the chat.
        data: the file.
        file: what it is to Telegram, where it can be had again.
        caption: the question about it.
    """
    house, person = context.house, met(update, context.house)
    seen = await _seen(update, house, data, Seen(file.file_id, caption))
    if seen is None:
        return
    language = detect(caption.strip() or seen.text, person.language)
    if seen.reason and seen.pages <= 1:
        await _tell(update, house, partial(unread_text, seen.reason), language)
        return
    thought = await _thought(house, person.id, seen)
    screen, solved = _screen(update, house, seen, thought, language)
    sent = await tell(update, *screen)
    if thought and solved:
        _keep(update, house, sent.message_id, (seen, thought), language)
    elif thought and _goes_on(thought):
        await ask.answer(update, context, person, seen.asked, language)


async def on_turned(update: Update, context: Context) -> None:
    """Show what was read and its solution in the language of a button."""
    found = await own_draft(update, context, PART)
    if found:
        _, kept, language = found
        await _show(update, context, Seen(**kept[PART]), language)


async def on_page(update: Update, context: Context) -> None:
    """Read another page of a PDF, in the same message."""
    query, (owner, number, page, shown_in) = pressed(update)
    house, person = context.house, met(update, context.house)
    if not await owned(query, int(owner), person):
        return
    kept = house.store.drafts.of(person.id, int(number))
    if kept is None or PART not in kept or not available():
        await heard(query, words.say("shared.gone", person.language))
    elif house.reader.waiting >= MOST_WAITING:
        await heard(query, words.say("photo.busy", person.language))
    elif pause := house.budget.spend(person.id, PART, house.clock().timestamp()):
        seconds = math.ceil(pause.seconds)
        await heard(query, words.say("budget.pause", person.language, seconds=seconds))
    else:
        await heard(query)
        former = Seen(**kept[PART])
        data = await downloaded(context.bot, former.file)
        turned = replace(former, number=int(page))
        seen = await _seen(update, house, data, turned)
        if seen:
            await _show(update, context, seen, "zh" if shown_in == "zh" else "en")


async def _seen(update: Update, house: House, data: bytes, seen: Seen) -> Seen | None:
    """What stands on the page of a file that is to be seen; None where the reading was ended."""
    note(update, house, PART)
    found = await unless_cancelled(update, house, PART, house.reader.read(data, seen.number))
    if isinstance(found, Unread):
        pages = max(found.pages, seen.pages)
        return replace(seen, pages=pages, text="", doubtful=(), reason=found.reason)
    if found is None:
        return None
    return replace(seen, pages=found.pages, text=found.text, doubtful=found.doubtful, reason=None)


async def _show(update: Update, context: Context, seen: Seen, language: Language) -> None:
    """Show a page in the message of the pressed button."""
    query, _ = pressed(update)
    house = context.house
    thought = await _thought(house, met(update, house).id, seen)
    screen, solved = _screen(update, house, seen, thought, language)
    await refreshed(query, *screen)
    if thought and solved:
        _keep(update, house, written(update).message_id, (seen, thought), language)


async def _thought(house: House, person: int, seen: Seen) -> Thought | None:
    """What the text of a page comes to; it follows up nothing."""
    if seen.reason:
        return None
    table = house.store.tables.of(person)
    return await house.thinker.think(seen.asked, table=table.key if table else None)


def _screen(
    update: Update, house: House, seen: Seen, thought: Thought | None, language: Language
) -> tuple[Screen, bool]:
    """The message, and whether it holds a solution."""
    person = met(update, house)
    number = house.store.drafts.keep(person.id, {PART: asdict(seen)}, house.clock())
    here = f"{person.id}:{number}"
    solution = reply_screen(thought, seen.asked, house, person, language) if thought else None
    nothing = thought is not None and not solution and not _goes_on(thought)
    screen = photo_screen(seen, here, solution, language, nothing=nothing)
    return screen, solution is not None


def _keep(
    update: Update, house: House, message: int, told: tuple[Seen, Thought], language: Language
) -> None:
    seen, thought = told
    question = KeptQuestion(met(update, house).id, seen.asked, None)
    keep_reply(update, house, message, thought.outcome, question=question, language=language)


def _goes_on(thought: Thought) -> bool:
    """Whether the text is more than an exercise: a training to begin, a question on a topic."""
    outcome = thought.outcome
    return not isinstance(outcome, Finding) or outcome.kind == "lesson"
