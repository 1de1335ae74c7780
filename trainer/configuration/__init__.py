"""A configuration file, as people and frameworks write them -> the run that it sets.

`parsing.py` takes JSON, TOML, YAML and plain lines apart, `names.py` says which setting a key is,
`values.py` reads its value, `reading.py` puts them together; `comparisons.py` reads several runs,
`within.py` finds a configuration in a text that says something besides.
"""

from trainer.configuration.comparisons import read_comparison
from trainer.configuration.reading import Configuration, read_configuration
from trainer.configuration.within import configuration_within

__all__ = ["Configuration", "configuration_within", "read_comparison", "read_configuration"]
