"""The skills of the course, and who draws the numbers of their questions."""

from quiz.skills import (
    activations,
    averages,
    code,
    confusion,
    costs,
    counting,
    decays,
    effective,
    folds,
    frameworks,
    imbalance,
    layers,
    progress,
    ranges,
    saving,
    scaling,
    sharing,
    splits,
    stopping,
    three_classes,
    times,
    tokens,
    updates,
    warmups,
    whole_run,
)
from quiz.skills.graph import ABOUT, course
from quiz.skills.skill import LEVELS, Draw, Skill

COURSE = course()
"""All skills, in the order in which they are met."""

SKILLS: dict[str, Skill] = {skill.name: skill for skill in COURSE}

DRAWS: dict[str, Draw] = {
    **counting.DRAWS,
    **whole_run.DRAWS,
    **sharing.DRAWS,
    **ranges.DRAWS,
    **progress.DRAWS,
    **effective.DRAWS,
    **splits.DRAWS,
    **folds.DRAWS,
    **imbalance.DRAWS,
    **warmups.DRAWS,
    **decays.DRAWS,
    **scaling.DRAWS,
    **saving.DRAWS,
    **stopping.DRAWS,
    **times.DRAWS,
    **costs.DRAWS,
    **tokens.DRAWS,
    **frameworks.DRAWS,
    **layers.DRAWS,
    **updates.DRAWS,
    **activations.DRAWS,
    **confusion.DRAWS,
    **three_classes.DRAWS,
    **averages.DRAWS,
    **code.DRAWS,
}
"""Skills whose questions have numbers."""

__all__ = ["ABOUT", "COURSE", "DRAWS", "LEVELS", "SKILLS", "Skill"]
