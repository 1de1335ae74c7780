"""What nobody can answer any more is let go of, once a day."""

from datetime import timedelta

from handlers.operations.tidy import tidy
from tests.e2e.world import World
from tests.person import Person


async def test_old_questions_go(world: World, ada: Person) -> None:
    """Questions of more than sixty days ago are forgotten, however many; newer ones stay."""
    reviews, now = world.house.store.reviews, world.clock()
    ages = [90] * 1001 + [61, 59, 1]
    with world.house.store.db.atomic():
        asked = [
            reviews.ask(ada.number, ada.chat, ("batches", 1, 1), "en", now - timedelta(days=days))
            for days in ages
        ]
    await tidy(world.house)
    kept = [one for one, days in zip(asked, ages, strict=True) if days < 60]
    assert [one for one in asked if reviews.asked(one.id)] == kept
