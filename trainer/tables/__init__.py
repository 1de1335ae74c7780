"""A learner's own table: read from CSV, and told what keeps it from being trained on."""

from trainer.tables.description import Description, describe, describe_file
from trainer.tables.faults import MOST_TOLD, TableFault
from trainer.tables.reading import is_table

__all__ = [
    "MOST_TOLD",
    "Description",
    "TableFault",
    "describe",
    "describe_file",
    "is_table",
]
