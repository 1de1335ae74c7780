"""Links into the chat, `t.me/<bot>?start=<parameter>`, and where each of them leads.

Anybody can write a link: it shows or asks something, and starts nothing.
"""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from data.questions import KeptQuestion
from handlers.asking import ask
from handlers.asking.outcomes import Both
from handlers.asking.thinking import TookTooLongError
from handlers.asking.wanted import says_something
from handlers.context import Context, chat_of, met, reply_in_group, tell
from handlers.html import Html, quote, say
from handlers.learning import learn, topics
from handlers.personal import guide
from handlers.quizzes.quiz import ask_question
from handlers.together import challenge, classes
from handlers.together.sharing import ASK, LEARN, QUIZ, TOPIC
from handlers.together.short_text import restored
from handlers.training import along, train
from knowledge.course import lessons
from knowledge.find import Finding
from knowledge.library import slugs
from quiz.challenge import decode as five_questions
from solver.language import detect
from solver.replies import Reply

Lost = str
"""The key of what is said of a link that leads nowhere; empty where it led somewhere."""
Go = Callable[[Update, Context, str], Awaitable[Lost]]
_NOWHERE = "link.lost"


async def follow(update: Update, context: Context) -> Html | None:
    """Go where the link of a /start leads.

    Returns:
        None where that is done; else what is to be said before the welcome, if anything.
    """
    parameter = (context.args or [""])[0]
    if not parameter:
        return Html("")
    prefix = next((one for one in _LINKS if parameter.startswith(one)), None)
    lost = _NOWHERE
    if prefix:
        lost = await _LINKS[prefix](update, context, parameter.removeprefix(prefix))
    return say(lost, met(update, context.house).language) if lost else None


async def _beat(update: Update, context: Context, code: str) -> Lost:
    if five_questions(f"beat_{code}") is None:
        return "challenge.lost"
    await challenge.on_link(update, context, f"beat_{code}")
    return ""


async def _class(update: Update, context: Context, token: str) -> Lost:
    if context.house.store.classes.by_token(token) is None:
        return "class.closed"
    await classes.on_link(update, context, f"class_{token}")
    return ""


async def _run(update: Update, context: Context, code: str) -> Lost:
    config = along.shared(f"run_{code}")
    if config is None:
        return "along.lost"
    await train.offer(update, context, config, met(update, context.house).language)
    return ""


async def _learn(update: Update, context: Context, name: str) -> Lost:
    numbers = {one.name: one.number for one in lessons("en")}
    if name not in numbers:
        return _NOWHERE
    await learn.open_lesson(update, context, numbers[name])
    return ""


async def _topic(update: Update, context: Context, slug: str) -> Lost:
    if slug not in slugs():
        return _NOWHERE
    language = met(update, context.house).language
    await tell(update, *topics.opening(update, slug, language))
    return ""


async def _quiz(update: Update, context: Context, slug: str) -> Lost:
    if slug not in slugs():
        return _NOWHERE
    house, person = context.house, met(update, context.house)
    chat, reply = chat_of(update).id, reply_in_group(update)
    await ask_question(context.bot, house, person, chat, about=slug, reply=reply)
    return ""


async def _ask(update: Update, context: Context, code: str) -> Lost:
    """Answer the question in a link as if it had been written; nothing else can be asked by one."""
    text, person = restored(code), met(update, context.house)
    if text is None or not says_something(text):
        return _NOWHERE
    try:
        thought = await context.house.thinker.think(text)
    except TookTooLongError:
        return _NOWHERE
    if not isinstance(thought.outcome, Reply | Finding | Both):
        return _NOWHERE
    await tell(update, quote([text]))
    question, language = KeptQuestion(person.id, text, None), detect(text, person.language)
    answered = await ask.answer_thought(update, context, thought, question, language)
    return "" if answered else _NOWHERE


async def _challenge(update: Update, context: Context, _: str) -> Lost:
    await challenge.on_challenge(update, context)
    return ""


async def _help(update: Update, context: Context, _: str) -> Lost:
    await tell(update, *guide.help_screen(met(update, context.house).language))
    return ""


_LINKS: Mapping[str, Go] = {
    "beat_": _beat,
    "class_": _class,
    "run_": _run,
    LEARN: _learn,
    TOPIC: _topic,
    QUIZ: _quiz,
    ASK: _ask,
    "challenge": _challenge,
    "help": _help,
}
"""What a parameter begins with, and what then leads on; the rest of it is the name or code."""
