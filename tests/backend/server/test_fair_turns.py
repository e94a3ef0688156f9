"""Turns of users with embeddings and other computations."""

import asyncio
import contextlib

from satclip_backend.server.fair_turns import FairTurns


def taken(users, cancelled=(), at_once=1):
    """Let a task of each user wait for its turn; return the users in the order of their turns."""

    async def main():
        turns, order, tasks = FairTurns(at_once), [], []

        async def work(user):
            async with turns.of(user):
                order.append(user)
                await asyncio.sleep(0)

        async with contextlib.AsyncExitStack() as first:
            for _ in range(at_once):
                await first.enter_async_context(turns.of("first"))
            for user in users:
                tasks.append(asyncio.create_task(work(user)))
                await asyncio.sleep(0)
            for number in cancelled:
                tasks[number].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.wait_for(work("last"), 5)
        return order

    return asyncio.run(main())


def test_users_take_turns():
    assert taken("aaaabbc") == [*"abcabaa", "last"]
    assert sorted(taken("aaaabbc", at_once=2)[:3]) == ["a", "b", "c"]


def test_clients_that_have_gone_take_no_turn():
    assert taken("aabb", cancelled=(3,)) == [*"aba", "last"]
    assert taken("aab", cancelled=(0, 1, 2)) == ["last"]


def test_a_task_that_is_cancelled_when_it_is_admitted_passes_its_turn_on():
    async def main():
        turns, order = FairTurns(), []

        async def work(user):
            async with turns.of(user):
                order.append(user)

        async with turns.of("first"):
            tasks = [asyncio.create_task(work(user)) for user in "ab"]
            await asyncio.sleep(0)
        tasks[0].cancel()  # admitted, but not running yet
        await asyncio.gather(*tasks, return_exceptions=True)
        return order

    assert asyncio.run(main()) == ["b"]
