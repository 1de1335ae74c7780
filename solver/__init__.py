"""Questions, code, configurations and logs become problems, derivations and answers.

Nothing is imported here: who wants a `Phrase` or a `Plan` does without SymPy.
"""
