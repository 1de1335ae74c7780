"""A shelf of the glossary that is too long for a phone is turned page by page."""

import pytest

from handlers.learning import glossary
from knowledge.shelves import on_shelf


def test_a_long_shelf_has_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every topic of the shelf stands on one page, and the arrows lead from the first to the last."""
    monkeypatch.setattr(glossary, "_PAGE", 3)
    shelf, data = on_shelf("curves"), "shelf:curves:0:en"
    found: list[str] = []
    while data:
        _, _, page, _ = data.split(":")
        _, keys = glossary._shelf("curves", int(page), "en")
        buttons = [button for row in keys.inline_keyboard for button in row]
        topics = [
            str(b.callback_data) for b in buttons if str(b.callback_data).startswith("topic:")
        ]
        assert 1 <= len(topics) <= 3
        found += [one.split(":")[1] for one in topics]
        data = next((str(button.callback_data) for button in buttons if button.text == "›"), "")
    assert found == list(shelf)
