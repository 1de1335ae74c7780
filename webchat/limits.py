"""Telegram's limits, each written once.

Sources: the Bot API's reference (https://core.telegram.org/bots/api), python-telegram-bot's
`telegram.constants`, and TDLib (https://github.com/tdlib/td), whose file is named where it is the
only source.
"""

TEXT_LENGTH = 4096  # UTF-16 units after parsing: sendMessage, editMessageText
CAPTION_LENGTH = 1024  # UTF-16 units after parsing: sendPhoto and its like
SOURCE_BYTES = 1 << 15  # before parsing: telegram-bot-api, Client::get_formatted_text

CALLBACK_DATA_BYTES = 64  # InlineKeyboardButton.callback_data
COPY_TEXT_LENGTH = 256  # CopyTextButton.text
KEYBOARD_BUTTONS = 100  # InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER, undocumented
CALLBACK_ANSWER_LENGTH = 200  # answerCallbackQuery.text
CALLBACK_ANSWER_SECONDS = 300.0  # undocumented; clients stop waiting long before

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

POLL_SECONDS = 50  # getUpdates.timeout; telegram-bot-api, Client.h
UPDATES = 100  # getUpdates.limit

DEFAULT_UPDATES = frozenset(
    {"message", "edited_message", "callback_query", "poll", "poll_answer"}
)  # of those that happen here, all are sent unless allowed_updates says otherwise
