import json

import pytest

from handlers.files.file_text import holds_table, text_of

SCRIPT = "batch_size = 32  # 批大小\nepochs = 10\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_script_is_read_in_the_encodings_that_people_have(encoding: str) -> None:
    """English and Chinese comments arrive as they were written."""
    assert text_of(SCRIPT.encode(encoding)) == SCRIPT


def test_of_a_notebook_only_the_code_is_read() -> None:
    """Code cells follow each other; texts and outputs are left out."""
    notebook = {
        "cells": [
            {"cell_type": "markdown", "source": ["# 999 epochs"]},
            {"cell_type": "code", "source": ["batch_size = 32\n", "epochs = 10"], "outputs": ["7"]},
            {"cell_type": "code", "source": "n = 60000"},
        ]
    }
    text = text_of(json.dumps(notebook).encode())
    assert text == "batch_size = 32\nepochs = 10\n\nn = 60000"


@pytest.mark.parametrize(
    "broken", ["{", "[]", "1", '{"cells": 1}', '{"cells": [{}]}', "[" * 100_000]
)
def test_a_broken_notebook_is_read_as_it_is(broken: str) -> None:
    """What is no notebook is text as any other."""
    assert text_of(broken.encode()) == broken


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(200), b"\xff\xfe\x00"]
)
def test_a_binary_file_has_no_text(data: bytes) -> None:
    """A picture or a model's weights, whatever their name, are not read as text."""
    assert text_of(data) is None


def test_other_json_is_read_as_it_is() -> None:
    """A configuration in JSON is no notebook."""
    text = '{"train_batch_size": 32, "cells": 3}'
    assert text_of(text.encode()) == text


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("width,height,kind\n" + "1.5,2,rose\n1.7,3,lily\n" * 20, True),
        ("宽;高;种类\n" + "1.5;2;玫瑰\n" * 20, True),
        ("epoch,loss,val_loss\n" + "".join(f"{n},{1 / n:.3f},0.9\n" for n in range(1, 30)), False),
        ("First, we train.\nThen, we stop.\nAt last, we look.\nAnd so on, and on.\n", False),
        ("60,000 images\n1,000 classes\n2,000 steps\n3,000 more\n", False),
        ("epochs: 10\nbatch_size: 32\nlr: 0.1\n", False),
        ("", False),
    ],
)
def test_a_table_is_told_by_what_is_in_it(text: str, *, is_one: bool) -> None:
    """Names above numbers are a table; logs, sentences with commas and settings are none."""
    assert holds_table(text) == is_one
