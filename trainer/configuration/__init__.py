"""A configuration file, as people and frameworks write them -> the run that it sets.

`parsing.py` takes JSON, TOML, YAML and plain lines apart, `names.py` says which setting a key is,
`values.py` reads its value, `reading.py` puts them together.
"""

from trainer.configuration.reading import Configuration, read_configuration

__all__ = ["Configuration", "read_configuration"]
