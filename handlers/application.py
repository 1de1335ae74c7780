"""The wiring: which handler serves which update, top to bottom."""

from collections.abc import Callable
from typing import cast

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    PollAnswerHandler,
    PollHandler,
    TypeHandler,
    filters,
)

from handlers import other, ways_on
from handlers.asking import ask, fields, formula_picture, replies
from handlers.commands import introduce
from handlers.context import Bot, Context, House
from handlers.daily import daily, pause, weekly
from handlers.daily import post as daily_post
from handlers.daily.zones import CITIES, OFFERED
from handlers.delivery.aiohttp_request import AiohttpRequest
from handlers.delivery.chat_turns import ChatTurns
from handlers.delivery.inbox import AcknowledgingRequest, StoredUpdates
from handlers.delivery.outbox import Outbox
from handlers.delivery.turns import Handle, in_passing
from handlers.errors import on_error
from handlers.files import bad_table, own_table, paste, photo
from handlers.learning import audiobook, cards, glossary, hear, learn, myths, topics
from handlers.operations import spending, status
from handlers.operations.backups import back_up_when_due, tell_of_recovery
from handlers.operations.memory import give_memory_back_often
from handlers.operations.tidy import tidy_every_day
from handlers.personal import cancel, export, forget, go, guide, privacy, settings, start
from handlers.quizzes import mistakes, progress, quiz, sprint
from handlers.rich import settings as rich_settings
from handlers.together import challenge, classes, group_settings, groups, inline, rounds
from handlers.training import (
    along,
    compare,
    experiments,
    follow,
    runs,
    shorter,
    sides_table,
    sides_views,
    train,
    train_this,
    under_way,
    views,
)
from handlers.training.next_runs import CHANGES
from handlers.training.panel import PAGES
from solver.lazy_pattern import lazy_pattern
from trainer.view import AXES

# Exactly what is handled; Telegram keeps everything else to itself.
ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.POLL,
    Update.POLL_ANSWER,
    Update.INLINE_QUERY,
    Update.GUEST_MESSAGE,
    Update.MY_CHAT_MEMBER,
)

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
    "plain": rich_settings.on_plain,
    "language": settings.on_settings,
    "privacy": privacy.on_privacy,
    "cancel": cancel.on_cancel,
    "export": export.on_export,
    "forget": forget.on_forget,
    "status": status.on_status,
}
_ZONES, _CITIES, _CHANGES = "|".join(OFFERED), "|".join(CITIES), "|".join(CHANGES)
_AXES, _SIGHTS = "|".join(AXES), "|".join(views.SIGHTS)
_NUMBER = r"\d{1,18}"  # what SQLite can hold
_SIDES = rf"{_NUMBER}(-{_NUMBER})?"
_RUN = r"[0-9A-Za-z_-]+"
_LANGUAGE = r"(en|zh)"
_TAG = r"[0-9A-Za-z_-]{8}"
# The data of every button: its name, then fields that the handler can trust to have this form.
_BUTTONS: dict[str, Handle] = {
    rf"go:({go.NAMES})(:{_LANGUAGE})?": go.on_go,
    rf"said:{_NUMBER}:{_NUMBER}:{_LANGUAGE}": ways_on.on_turned,
    rf"start:{_LANGUAGE}": start.on_turned,
    rf"help:{_LANGUAGE}": guide.on_turned,
    rf"help:({guide.TOPICS}):{_LANGUAGE}": guide.on_page,
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
    rf"group:{_LANGUAGE}": group_settings.on_turned,
    rf"group:{group_settings.CHANGES}:{_LANGUAGE}": group_settings.on_change,
    rf"hello:{_LANGUAGE}": groups.on_turned,
    rf"a:{_TAG}:{_RUN}:{_LANGUAGE}": inline.on_turn_answer,
    rf"t:{_TAG}:({topics.SLUGS}):(quick|a\.[a-z0-9-]+):{_LANGUAGE}": inline.on_turn_topic,
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
    rf"photo:{_NUMBER}:{_NUMBER}:{_LANGUAGE}": photo.on_turned,
    rf"page:{_NUMBER}:{_NUMBER}:\d{{1,4}}:{_LANGUAGE}": photo.on_page,
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
    rf"link:{_NUMBER}(:{_LANGUAGE})?": along.on_link,
    rf"view:{_NUMBER}:({_AXES}):[01]:[01]:{_LANGUAGE}": views.on_view,
    rf"sides:{_SIDES}:({_AXES}):[01]:[01]:{_LANGUAGE}": sides_views.on_sides,
    rf"sidesfilm:{_SIDES}(:{_LANGUAGE})?": sides_views.on_sides_film,
    rf"figures:{_SIDES}:{_LANGUAGE}": sides_table.on_figures,
    rf"sight:{_NUMBER}:({_SIGHTS})(:{_LANGUAGE})?": views.on_sight,
    rf"film:{_NUMBER}(:{_LANGUAGE})?": views.on_film,
    rf"language:{_NUMBER}:(en|zh)": settings.on_language,
    rf"settings:{_NUMBER}": settings.on_back,
    rf"zones:{_NUMBER}:{_LANGUAGE}": settings.on_zones,
    rf"zone:{_NUMBER}:({_ZONES}):{_LANGUAGE}": settings.on_zone,
    rf"keep:{_NUMBER}:(on|off)": settings.on_keep,
    rf"privacy:{_NUMBER}:(on|off|show):{_LANGUAGE}": privacy.on_press,
    rf"weekly:{_NUMBER}:(on|off)": settings.on_weekly,
    rf"rich:{_NUMBER}:({rich_settings.ACTS}):{_LANGUAGE}": rich_settings.on_choice,
    rf"plain:{_NUMBER}:{_LANGUAGE}": settings.on_plain,
    rf"rich:{_NUMBER}:({rich_settings.PAGES}):{_LANGUAGE}": rich_settings.on_turned,
    rf"progress:{_NUMBER}:{_LANGUAGE}": progress.on_turned,
    rf"week:{_NUMBER}:[1-9]\d{{5}}:{_LANGUAGE}": weekly.on_turned,
    rf"forget:{_NUMBER}:{_LANGUAGE}": forget.on_turned,
    rf"forget:done:{_LANGUAGE}": forget.on_done,
    rf"forget:{_NUMBER}:(yes|no):{_LANGUAGE}": forget.on_choice,
    rf"polls:{_NUMBER}:(on|off)": settings.on_polls,
    rf"status:{_LANGUAGE}": status.on_again,
}
# What waits for a picture lets the rest of its chat go on.
_DRAWING = {
    photo.on_page,
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
    inbox, number = house.store.inbox, int(token.partition(":")[0])
    updates = StoredUpdates(inbox, number)
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
        .request(AiohttpRequest(base_url))
        .get_updates_request(AcknowledgingRequest(base_url, inbox, updates, house.figures))
        .update_queue(updates)
        .concurrent_updates(ChatTurns(inbox, number, house.figures))
        .rate_limiter(Outbox(house.throttle, house.figures))
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
    application.add_handler(TypeHandler(Update, spending.on_any_update), group=-1)
    application.add_handler(InlineQueryHandler(in_passing(inline.on_query)))
    application.add_handler(MessageHandler(inline.GuestMessage(), in_passing(inline.on_guest)))
    application.add_handler(MessageHandler(inline.OwnCard(), inline.on_own_card))
    application.add_handler(ChatMemberHandler(groups.on_membership))
    in_group = new & filters.ChatType.GROUPS
    application.add_handler(CommandHandler("settings", group_settings.on_settings, in_group))
    for name, handle in _COMMANDS.items():
        application.add_handler(CommandHandler(name, _in_turn(handle), new))
    application.add_handler(MessageHandler(new & filters.COMMAND, other.on_unknown_command))
    for form, handle in _BUTTONS.items():
        application.add_handler(CallbackQueryHandler(_in_turn(handle), _fits(form)))
    application.add_handler(CallbackQueryHandler(other.on_old_button))
    application.add_handler(PollAnswerHandler(in_passing(rounds.on_vote)))
    application.add_handler(PollHandler(rounds.on_poll))
    moved = new & filters.StatusUpdate.MIGRATE
    application.add_handler(MessageHandler(moved, rounds.on_migrated))
    application.add_handler(MessageHandler(new & filters.TEXT, ask.on_text))
    application.add_handler(MessageHandler(new & filters.Document.ALL, paste.on_document))
    application.add_handler(MessageHandler(new & filters.PHOTO, in_passing(photo.on_photo)))
    edited = filters.UpdateType.EDITED_MESSAGE & filters.TEXT & ~filters.COMMAND
    application.add_handler(MessageHandler(edited, ask.on_edited_text))
    unreadable = new & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL
    application.add_handler(MessageHandler(unreadable, other.on_unreadable))


def _fits(form: str) -> Callable[[object], bool]:
    """Whether data has a form; it is compiled when a button whose name begins so is pressed."""
    name, whole = form.partition(":")[0].partition("(")[0], lazy_pattern(rf"{form}\Z")
    return lambda data: isinstance(data, str) and data.startswith(name) and bool(whole.match(data))


def _in_turn(handle: Handle) -> Handle:
    return in_passing(handle) if handle in _DRAWING else handle


def open_for_business(application: Bot) -> None:
    """What begins once the bot can talk: menus, the minute tick, and the runs left unfinished."""
    application.create_task(introduce(application.bot, application.bot_data["house"].admins))
    daily_post.tick_every_minute(application)
    tidy_every_day(application)
    give_memory_back_often(application)
    follow.take_up_unfinished(application)
    back_up_when_due(application)
    application.create_task(tell_of_recovery(application))
