"""When Discord itself is unwell: answers that fail, connections that break, limits that are reached.

Everything here is asked for by a test. Nothing fails by itself.
"""

import re
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

VIA = {"Via": "1.1 google"}  # what shows that Discord said it, and not whoever stands before it


@dataclass
class Outage:
    """What happens to the next `times` requests whose "METHOD /path" holds `match`.

    `status` 0 breaks the connection. If `carried_out`, Discord does what it was asked to and only its answer is lost.
    """

    status: int
    times: int
    match: str
    carried_out: bool = False
    retry_after: float | None = None
    everywhere: bool = False

    def met_by(self, said: str) -> bool:
        return self.times > 0 and re.search(self.match, said) is not None


@dataclass
class Bucket:
    """A limit of `most` requests in `seconds` to each path that `match` fits."""

    match: str
    most: int
    seconds: float
    taken: dict[str, deque[float]] = field(default_factory=dict)

    def wait(self, said: str, now: float) -> float:
        """Take a place for this request; else the seconds until there is one."""
        taken = self.taken.setdefault(said, deque())
        while taken and now - taken[0] >= self.seconds:
            taken.popleft()
        if len(taken) >= self.most:
            return self.seconds - (now - taken[0])
        taken.append(now)
        return 0.0

    def headers(self, said: str, now: float) -> dict[str, str]:
        taken = self.taken.get(said, deque())
        reset = self.seconds - (now - taken[0]) if taken else 0.0
        return {
            "X-RateLimit-Bucket": re.sub(r"\W", "", self.match),
            "X-RateLimit-Limit": str(self.most),
            "X-RateLimit-Remaining": str(self.most - len(taken)),
            "X-RateLimit-Reset-After": f"{reset:.3f}",
        }


class Outages:
    """What is to go wrong with requests, in the order in which it was asked for. `now` counts real seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.planned: list[Outage] = []
        self.buckets: list[Bucket] = []
        self.refused = 0  # how many requests were answered with 429

    async def let_through(self, request: web.Request, said: str, handler: Handler) -> web.StreamResponse:
        """The answer to a request, or what goes wrong with it."""
        outage = next((one for one in self.planned if one.met_by(said)), None)
        if outage is not None:
            outage.times -= 1
            if outage.carried_out:
                await handler(request)
            return self._gone_wrong(outage, request)
        bucket = next((one for one in self.buckets if re.search(one.match, said)), None)
        if bucket is None:
            return await handler(request)
        if wait := bucket.wait(said, self._now()):
            self.refused += 1
            return _too_many(wait, everywhere=False, headers=bucket.headers(said, self._now()))
        answer = await handler(request)
        answer.headers.update(bucket.headers(said, self._now()))
        return answer

    def _gone_wrong(self, outage: Outage, request: web.Request) -> web.StreamResponse:
        if outage.retry_after is not None:
            self.refused += 1
            return _too_many(outage.retry_after, everywhere=outage.everywhere, headers={})
        if outage.status == 0 and request.transport is not None:
            request.transport.abort()
        return web.Response(status=outage.status or 500, text="upstream connect error", content_type="text/plain")


def _too_many(wait: float, *, everywhere: bool, headers: dict[str, str]) -> web.Response:
    said = {"message": "You are being rate limited.", "retry_after": wait, "global": everywhere}
    scope = {"X-RateLimit-Scope": "global" if everywhere else "user", "Retry-After": str(int(wait) + 1)}
    answer = web.json_response(said, status=429, headers={**VIA, **scope, **headers})
    answer.headers["Content-Type"] = "application/json"
    return answer
