"""Telegram's limits, each written once.

Sources: the Bot API's reference (https://core.telegram.org/bots/api), python-telegram-bot's
`telegram.constants`, and TDLib (https://github.com/tdlib/td), whose file is named where it is the
only source.
"""

TEXT_LENGTH = 4096  # UTF-16 units after parsing: sendMessage, editMessageText
CAPTION_LENGTH = 1024  # UTF-16 units after parsing: sendPhoto and its like
SOURCE_BYTES = 1 << 15  # before parsing: telegram-bot-api, Client::get_formatted_text

# https://core.telegram.org/bots/api#rich-message-limits
RICH_LENGTH = 32_768  # characters, those of formulas included
RICH_BLOCKS = 500  # nested ones, items of lists and rows of tables included
RICH_NESTING = 16
RICH_COLUMNS = 20

CALLBACK_DATA_BYTES = 64  # InlineKeyboardButton.callback_data
COPY_TEXT_LENGTH = 256  # CopyTextButton.text
KEYBOARD_BUTTONS = 100  # InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER, undocumented
CALLBACK_ANSWER_LENGTH = 200  # answerCallbackQuery.text
CALLBACK_ANSWER_SECONDS = 300.0  # undocumented; clients stop waiting long before

INLINE_QUERY_LENGTH = 256  # InlineQuery.query
INLINE_RESULTS = 50  # answerInlineQuery.results; telegram-bot-api, get_inline_query_results
INLINE_RESULT_ID_BYTES = 64  # InlineQueryResultArticle.id
INLINE_OFFSET_BYTES = 64  # answerInlineQuery.next_offset
INLINE_CACHED = 300  # answerInlineQuery.cache_time, where it is not given
INLINE_CACHE_SECONDS = 24 * 60 * 60  # telegram-bot-api, process_answer_inline_query_query
INLINE_ANSWER_SECONDS = 30.0  # telegram-bot-api, Client::add_new_inline_query
INLINE_MESSAGE_ID_BYTES = 24  # what is behind an inline message's identifier here
START_PARAMETER_LENGTH = 64  # InlineQueryResultsButton.start_parameter, deep links

BOT_REACTIONS = 1  # setMessageReaction: bots have no more than one on a message
REACTIONS = frozenset(
    (
        *"👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓",
        *"🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡",
        *("❤️‍🔥", "👨‍💻", "🤷‍♂️", "🤷‍♀️"),
    )
)  # ReactionTypeEmoji.emoji
EFFECTS = frozenset(
    {
        *("5104841245755180586", "5107584321108051014", "5104858069142078462"),
        *("5159385139981059251", "5046509860389126442", "5046589136895476101"),
    }
)  # message_effect_id: 🔥 👍 👎 ❤ 🎉 💩, the free ones; collected by users, undocumented

POLL_QUESTION_LENGTH = 300  # sendPoll.question; TDLib, MessageContent.cpp
POLL_OPTION_LENGTH = 100  # InputPollOption.text; TDLib, PollOption.cpp
POLL_OPTIONS = 12  # sendPoll.options
POLL_EXPLANATION_LENGTH = 200  # sendPoll.explanation
POLL_EXPLANATION_LINE_FEEDS = 2  # sendPoll.explanation
POLL_DESCRIPTION_LENGTH = 1024  # sendPoll.description
POLL_OPEN_SECONDS = (5, 2_628_000)  # sendPoll.open_period

COMMANDS = 100  # setMyCommands
COMMAND_LENGTH = 32  # BotCommand.command
COMMAND_DESCRIPTION_LENGTH = 256  # BotCommand.description
NAME_LENGTH = 64  # setMyName
DESCRIPTION_LENGTH = 512  # setMyDescription
SHORT_DESCRIPTION_LENGTH = 120  # setMyShortDescription

PHOTO_BYTES = 10 << 20  # sendPhoto; TDLib, FileLoaderUtils.cpp
PHOTO_SIDES = 10_000  # sendPhoto: width and height together
PHOTO_RATIO = 20  # sendPhoto: the longer side to the shorter
REQUEST_BYTES = 51_000_000  # a whole call, the largest file in it
UPLOAD_BYTES = 50_000_000  # every other file that a bot sends
DOWNLOAD_BYTES = 20 << 20  # getFile; telegram-bot-api, Client.h
ALBUM_ITEMS = range(2, 11)  # sendMediaGroup

SECRET_LENGTH = 256  # setWebhook.secret_token
POLL_SECONDS = 50  # getUpdates.timeout; telegram-bot-api, Client.h
UPDATES = 100  # getUpdates.limit

DEFAULT_UPDATES = frozenset(
    {
        *("message", "edited_message", "callback_query", "poll", "poll_answer"),
        *("inline_query", "guest_message", "my_chat_member"),
    }
)  # of those that happen here, all are sent unless allowed_updates says otherwise
