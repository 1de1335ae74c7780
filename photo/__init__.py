"""A picture or a page of a PDF -> its text, line by line, as a person would read it."""
