import json

import pytest

from handlers.file_text import text_of

SCRIPT = "batch_size = 32  # 批大小\nepochs = 10\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_script_is_read_in_the_encodings_that_people_have(encoding: str) -> None:
    """English and Chinese comments arrive as they were written."""
    assert text_of(SCRIPT.encode(encoding), "train.py") == SCRIPT


def test_of_a_notebook_only_the_code_is_read() -> None:
    """Code cells follow each other; texts and outputs are left out."""
    notebook = {
        "cells": [
            {"cell_type": "markdown", "source": ["# 999 epochs"]},
            {"cell_type": "code", "source": ["batch_size = 32\n", "epochs = 10"], "outputs": ["7"]},
            {"cell_type": "code", "source": "n = 60000"},
        ]
    }
    text = text_of(json.dumps(notebook).encode(), "Train.IPYNB")
    assert text == "batch_size = 32\nepochs = 10\n\nn = 60000"


@pytest.mark.parametrize(
    "broken", ["{", "[]", "1", '{"cells": 1}', '{"cells": [{}]}', "[" * 100_000]
)
def test_a_broken_notebook_is_read_as_it_is(broken: str) -> None:
    """What is no notebook is text as any other."""
    assert text_of(broken.encode(), "a.ipynb") == broken


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(200), b"\xff\xfe\x00"]
)
def test_a_binary_file_has_no_text(data: bytes) -> None:
    """A picture or a model's weights, whatever their name, are not read as text."""
    assert text_of(data, "train.py") is None
