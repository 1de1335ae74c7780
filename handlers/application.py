"""The wiring: which handler serves which update, top to bottom."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, cast

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    MessageHandler,
    PollAnswerHandler,
    PollHandler,
    filters,
)

from handlers import (
    along,
    ask,
    audiobook,
    bad_table,
    cancel,
    cards,
    challenge,
    classes,
    compare,
    daily,
    daily_post,
    experiments,
    export,
    fields,
    follow,
    forget,
    formula_picture,
    glossary,
    guide,
    hear,
    learn,
    mistakes,
    myths,
    other,
    own_table,
    paste,
    pause,
    progress,
    quiz,
    replies,
    rounds,
    runs,
    settings,
    shorter,
    sides_views,
    sprint,
    start,
    topics,
    train,
    train_this,
    under_way,
    views,
    weekly,
)
from handlers.commands import introduce
from handlers.context import Bot, Context, House
from handlers.errors import on_error
from handlers.leading import take_up_rounds
from handlers.next_runs import CHANGES
from handlers.pacing import ChatTurns, PatientRateLimiter
from handlers.panel import PAGES
from handlers.tidy import tidy_every_day
from handlers.zones import CITIES, OFFERED
from knowledge.find import prepare
from trainer.view import AXES

# Exactly what is handled; Telegram keeps everything else to itself.
ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.POLL,
    Update.POLL_ANSWER,
)

Handle = Callable[[Update, Context], Coroutine[Any, Any, None]]

_COMMANDS: dict[str, Handle] = {
    "start": start.on_start,
    "help": guide.on_help,
    "glossary": glossary.on_glossary,
    "hear": hear.on_hear_command,
    "audiobook": audiobook.on_audiobook,
    "learn": learn.on_learn,
    "quiz": quiz.on_quiz,
    "challenge": challenge.on_challenge,
    "class": classes.on_class,
    "mistakes": mistakes.on_mistakes,
    "sprint": sprint.on_sprint,
    "cards": cards.on_cards,
    "myths": myths.on_myths,
    "daily": daily.on_daily,
    "pause": pause.on_pause,
    "progress": progress.on_progress,
    "train": train.on_train,
    "experiments": experiments.on_experiments,
    "runs": runs.on_runs,
    "settings": settings.on_settings,
    "language": settings.on_settings,
    "cancel": cancel.on_cancel,
    "export": export.on_export,
    "forget": forget.on_forget,
}
_ZONES, _CITIES, _CHANGES = "|".join(OFFERED), "|".join(CITIES), "|".join(CHANGES)
_AXES, _SIGHTS = "|".join(AXES), "|".join(views.SIGHTS)
_NUMBER = r"\d{1,18}"  # what SQLite can hold
_SIDES = rf"{_NUMBER}(-{_NUMBER})?"
_RUN = r"[0-9A-Za-z_-]+"
_LANGUAGE = r"(en|zh)"
# The data of every button: its name, then fields that the handler can trust to have this form.
_BUTTONS: dict[str, Handle] = {
    rf"go:(exercise|quiz|train)(:{_LANGUAGE})?": start.on_first_step,
    rf"start:{_LANGUAGE}": start.on_turned,
    rf"help:{_LANGUAGE}": guide.on_turned,
    rf"outside:{_LANGUAGE}": ask.on_turned,
    rf"fill:[a-z_]+:{_NUMBER}": ask.on_choice,
    r"formula": formula_picture.on_formula,
    rf"formula:{_LANGUAGE}": formula_picture.on_turned,
    rf"change(:{_LANGUAGE})?": fields.on_change,
    rf"field:[a-z_]+(:{_LANGUAGE})?": fields.on_field,
    rf"set:[a-z_]+:{_NUMBER}(_[1-9]\d{{0,17}})?": fields.on_value,
    rf"answer:{_LANGUAGE}": replies.on_answer,
    rf"quiz:{_NUMBER}:({quiz.ACTS}):{_LANGUAGE}": quiz.on_press,
    rf"quiz:about:({quiz.TOPICS}):{_LANGUAGE}": quiz.on_about,
    r"quiz:next": mistakes.on_next,
    rf"sprint:ready:{_LANGUAGE}": sprint.on_ready,
    rf"sprint:go:{_LANGUAGE}": sprint.on_go,
    rf"sprint:{_NUMBER}:\d{{1,4}}:[0-4]": sprint.on_tap,
    rf"sprint:{_NUMBER}:end:{_LANGUAGE}": sprint.on_over,
    rf"mistakes:{_LANGUAGE}": mistakes.on_button,
    rf"mistakes:none:{_LANGUAGE}": mistakes.on_turned,
    rf"round:{_NUMBER}:(next|stop):\d{{1,2}}": rounds.on_lead,
    rf"round:{_NUMBER}:again:0": rounds.on_again,
    rf"classes:{_LANGUAGE}": classes.on_home,
    rf"class:{_NUMBER}:({classes.ACTS}):{_LANGUAGE}": classes.on_press,
    rf"week:{_NUMBER}:({classes.TOPICS}):{_LANGUAGE}": classes.on_topic,
    rf"challenge:make:{_LANGUAGE}": challenge.on_make,
    r"c:beat_[0-9A-Za-z_-]{56}": challenge.on_next,
    rf"round:{_NUMBER}:(end|board):{_LANGUAGE}": rounds.on_ending,
    rf"topic:({topics.SLUGS}):({topics.SHOWN}|a\.[a-z0-9-]+):{_LANGUAGE}": topics.on_topic,
    rf"hear:({topics.SLUGS}):({topics.SHOWN}|a\.[a-z0-9-]+):{_LANGUAGE}": hear.on_hear,
    rf"heard:{_LANGUAGE}": hear.on_turned,
    rf"chapter:\d{{1,2}}:{_LANGUAGE}": hear.on_chapter,
    rf"listen:{_LANGUAGE}": audiobook.on_contents,
    rf"audiobook:{_LANGUAGE}": audiobook.on_all,
    rf"quiet:{_NUMBER}:{_LANGUAGE}": audiobook.on_quiet,
    rf"glossary:{_LANGUAGE}": glossary.on_shelves,
    rf"shelf:({glossary.SHELVES}):\d:{_LANGUAGE}": glossary.on_shelf_page,
    rf"cards:({cards.SCOPES}):{_LANGUAGE}": cards.on_deck,
    rf"card:{_NUMBER}:({cards.ACTS}):({cards.SHARES}):{_LANGUAGE}": cards.on_card,
    rf"myths:{_LANGUAGE}": myths.on_begin,
    rf"myth:{_NUMBER}:({myths.ACTS}):{_LANGUAGE}": myths.on_myth,
    rf"daily:{_NUMBER}:({daily.PAGES}):{_LANGUAGE}": daily.on_page,
    rf"daily:{_NUMBER}:{daily.CHANGES}:{_LANGUAGE}": daily.on_change,
    rf"daily:{_NUMBER}:clock:-?\d{{1,3}}(_-?\d{{1,3}})?:{_LANGUAGE}": daily.on_clock,
    rf"daily:{_NUMBER}:zone:({_CITIES}):{_LANGUAGE}": daily.on_zone,
    rf"pause:{_NUMBER}:(week|month|open|resume):{_LANGUAGE}": pause.on_choice,
    rf"slower:{_NUMBER}:(ask|other|weekly|stop|keep):{_LANGUAGE}": pause.on_slower,
    rf"pick:{_NUMBER}:{PAGES}{_RUN}:{_LANGUAGE}": train.on_panel,
    rf"begin:{_NUMBER}:{_RUN}:{_LANGUAGE}": train.on_begin,
    rf"this:{_NUMBER}:{_RUN}:{_LANGUAGE}": train_this.on_train_this,
    rf"table:{_NUMBER}:{_NUMBER}:\d{{1,3}}:{_LANGUAGE}": own_table.on_target,
    rf"badtable:{_NUMBER}:{_NUMBER}:{_LANGUAGE}": bad_table.on_turned,
    rf"stop:{_NUMBER}": cancel.on_stop,
    rf"live:{_NUMBER}:{_LANGUAGE}": under_way.on_turned,
    rf"next:{_NUMBER}:({_CHANGES})": runs.on_next,
    rf"run:{_NUMBER}": runs.on_run,
    rf"runs:{_LANGUAGE}": runs.on_turned,
    rf"experiments:{_LANGUAGE}": experiments.on_groups,
    rf"experiments:({experiments.SHELVES}):{_LANGUAGE}": experiments.on_group,
    rf"experiment:({experiments.KEYS}):{_LANGUAGE}": experiments.on_experiment,
    rf"guess:{_NUMBER}:({experiments.KEYS}):({experiments.CHOICES}):{_LANGUAGE}": (
        experiments.on_guess
    ),
    rf"guessed:{_NUMBER}:{_LANGUAGE}": experiments.on_guessed,
    rf"learn:all:{_LANGUAGE}": learn.on_contents,
    rf"learn:at:({learn.LESSONS}):\d{{1,2}}:{_LANGUAGE}": learn.on_step,
    rf"learn:(pick|redo):({learn.LESSONS}):\d{{1,2}}:{_NUMBER}:\d:{_LANGUAGE}": learn.on_pick,
    rf"learn:again:{_LANGUAGE}": learn.on_again,
    rf"learn:talk:({learn.LESSONS}):\d{{1,2}}:{_LANGUAGE}": learn.on_dialogue,
    rf"learn:say:({learn.LESSONS}):\d{{1,2}}:\d:{_LANGUAGE}": learn.on_say,
    rf"compared:{_NUMBER}": compare.on_compared,
    rf"recompare:{_NUMBER}": compare.on_compare_again,
    rf"long:{_NUMBER}:{_NUMBER}:{_LANGUAGE}": shorter.on_turned,
    rf"shorter:{_NUMBER}:{_NUMBER}:{_LANGUAGE}": compare.on_shorter,
    rf"with:{_NUMBER}(:{_LANGUAGE})?": compare.on_with,
    rf"against:{_NUMBER}:{_NUMBER}": compare.on_against,
    rf"script:{_NUMBER}": along.on_script,
    rf"link:{_NUMBER}": along.on_link,
    rf"view:{_NUMBER}:({_AXES}):[01]:[01]:{_LANGUAGE}": views.on_view,
    rf"sides:{_SIDES}:({_AXES}):[01]:[01]:{_LANGUAGE}": sides_views.on_sides,
    rf"sidesfilm:{_SIDES}(:{_LANGUAGE})?": sides_views.on_sides_film,
    rf"sight:{_NUMBER}:({_SIGHTS})(:{_LANGUAGE})?": views.on_sight,
    rf"film:{_NUMBER}(:{_LANGUAGE})?": views.on_film,
    rf"language:{_NUMBER}:(en|zh)": settings.on_language,
    rf"settings:{_NUMBER}": settings.on_back,
    rf"zones:{_NUMBER}:{_LANGUAGE}": settings.on_zones,
    rf"zone:{_NUMBER}:({_ZONES}):{_LANGUAGE}": settings.on_zone,
    rf"keep:{_NUMBER}:(on|off)": settings.on_keep,
    rf"weekly:{_NUMBER}:(on|off)": settings.on_weekly,
    rf"progress:{_NUMBER}:{_LANGUAGE}": progress.on_turned,
    rf"week:{_NUMBER}:[1-9]\d{{5}}:{_LANGUAGE}": weekly.on_turned,
    rf"forget:{_NUMBER}:{_LANGUAGE}": forget.on_turned,
    rf"forget:{_NUMBER}:(yes|no):{_LANGUAGE}": forget.on_choice,
    rf"polls:{_NUMBER}:(on|off)": settings.on_polls,
}
# What waits for a picture lets the rest of its chat go on.
_DRAWING = {
    export.on_export,
    progress.on_progress,
    progress.on_turned,
    runs.on_run,
    formula_picture.on_formula,
    formula_picture.on_turned,
    compare.on_compared,
    compare.on_against,
    views.on_view,
    views.on_sight,
    views.on_film,
    sides_views.on_sides,
    sides_views.on_sides_film,
}


def build(token: str, base_url: str, base_file_url: str, house: House) -> Bot:
    """The bot for a token and a Bot API server, ready to be started."""
    application = (
        Application.builder()
        .token(token)
        .base_url(base_url)
        .base_file_url(base_file_url)
        .context_types(ContextTypes(context=Context))
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        )
        .rate_limiter(PatientRateLimiter())
        .concurrent_updates(ChatTurns())
        .build()
    )
    bot = cast("Bot", application)
    bot.bot_data["house"] = house
    _add_handlers(bot)
    bot.add_error_handler(on_error)
    return bot


def _add_handlers(application: Bot) -> None:
    """Commands first, then buttons and texts; what nothing else takes comes last."""
    new = filters.UpdateType.MESSAGE
    for name, handle in _COMMANDS.items():
        blocks = handle not in _DRAWING
        application.add_handler(CommandHandler(name, handle, new, block=blocks))
    application.add_handler(MessageHandler(new & filters.COMMAND, other.on_unknown_command))
    for form, handle in _BUTTONS.items():
        blocks = handle not in _DRAWING
        application.add_handler(CallbackQueryHandler(handle, rf"{form}\Z", block=blocks))
    application.add_handler(CallbackQueryHandler(other.on_old_button))
    application.add_handler(PollAnswerHandler(rounds.on_vote, block=False))
    application.add_handler(PollHandler(rounds.on_poll))
    moved = new & filters.StatusUpdate.MIGRATE
    application.add_handler(MessageHandler(moved, rounds.on_migrated))
    application.add_handler(MessageHandler(new & filters.TEXT, ask.on_text))
    application.add_handler(MessageHandler(new & filters.Document.ALL, paste.on_document))
    edited = filters.UpdateType.EDITED_MESSAGE & filters.TEXT & ~filters.COMMAND
    application.add_handler(MessageHandler(edited, ask.on_edited_text))
    unreadable = new & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(unreadable, other.on_unreadable))


def open_for_business(application: Bot) -> None:
    """What begins once the bot can talk: menus, the minute tick, and the runs left unfinished."""
    application.create_task(introduce(application.bot))
    application.create_task(asyncio.to_thread(prepare))
    daily_post.tick_every_minute(application)
    tidy_every_day(application)
    follow.take_up_unfinished(application)
    application.create_task(sprint.end_interrupted(application))
    take_up_rounds(application)
