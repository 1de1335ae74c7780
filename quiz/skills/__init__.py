"""The skills of the course, each a generator of questions."""

from quiz.skills import counting, sharing, whole_run
from quiz.skills.skill import LEVELS, Skill

COURSE = (*counting.SKILLS, *whole_run.SKILLS, *sharing.SKILLS)
"""All skills, in the order in which they are met."""

SKILLS: dict[str, Skill] = {skill.name: skill for skill in COURSE}

__all__ = ["COURSE", "LEVELS", "SKILLS", "Skill"]
