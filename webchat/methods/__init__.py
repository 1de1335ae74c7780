"""The Bot API's methods, each one function: the chats and the call -> the result."""

from webchat.methods import asking, editing, inline, profile, reacting, rich, sending

METHODS = {
    **asking.METHODS,
    **sending.METHODS,
    **editing.METHODS,
    **profile.METHODS,
    **inline.METHODS,
    **reacting.METHODS,
    **rich.METHODS,
}
