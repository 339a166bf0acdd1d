import asyncio

import aiohttp

from glmbot.sim.server import LocalDiscord
from sim.clients import RestClient


async def test_headers_tell_what_is_left(local: LocalDiscord, rest: RestClient) -> None:
    left = []
    for _ in range(2):
        url = local.api + rest.questions + "/messages"
        async with rest.session.post(url, json={"content": "x"}, headers=rest.headers) as answer:
            left.append(int(answer.headers["X-RateLimit-Remaining"]))
            assert {"X-RateLimit-Limit", "X-RateLimit-Reset", "X-RateLimit-Reset-After", "X-RateLimit-Bucket"} <= set(
                answer.headers
            )
    assert left[0] - left[1] == 1


async def test_real_limits_turn_the_sixth_message_away() -> None:
    async with LocalDiscord(rate_limits="real") as local, aiohttp.ClientSession() as session:
        channel = local.where("#questions", local.who("Ada"))
        other = local.where("#sources", local.who("Ada"))
        statuses = []
        for place in [channel] * 6 + [other]:
            url = f"{local.api}/channels/{place.id}/messages"
            async with session.post(url, json={"content": "x"}, headers={"Authorization": "Bot simulated"}) as answer:
                statuses.append(answer.status)
    assert statuses == [200] * 5 + [429, 200]


async def test_real_limits_are_global_at_fifty_a_second() -> None:
    async with LocalDiscord(rate_limits="real") as local, aiohttp.ClientSession() as session:
        headers = {"Authorization": "Bot simulated"}
        users = [f"{local.api}/channels/{channel.id}" for channel in local.world.channels.values()]

        async def get(url: str) -> tuple[int, bool]:
            async with session.get(url, headers=headers) as answer:
                return answer.status, answer.headers.get("X-RateLimit-Global") == "true"

        got = await asyncio.gather(*(get(url) for url in users * 6))
    assert (429, True) in got
