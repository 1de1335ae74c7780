"""The textbook in chapters: each file holds the relations of one idea."""
