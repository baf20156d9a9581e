"""The events of a world, sent to its watchers."""

import asyncio
from collections.abc import AsyncIterator

from gitpod.v1 import event_pb2


class Feed:
    """Sends events to every watcher whose filters they pass, from when it began to watch."""

    def __init__(self) -> None:
        self._watchers: list[tuple[event_pb2.WatchEventsRequest, asyncio.Queue]] = []

    def publish(self, operation: str, kind: str, thing_id: str) -> None:
        """An event, such as `UPDATE` of a `WARM_POOL`."""
        event = event_pb2.WatchEventsResponse(
            operation=f"RESOURCE_OPERATION_{operation}",
            resource_type=f"RESOURCE_TYPE_{kind}",
            resource_id=thing_id,
        )
        for request, events in self._watchers:
            if passes(request, event):
                events.put_nowait(event)

    async def watch(
        self, request: event_pb2.WatchEventsRequest
    ) -> AsyncIterator[event_pb2.WatchEventsResponse]:
        """The events for one watcher, without end."""
        watcher = (request, asyncio.Queue())
        self._watchers.append(watcher)
        try:
            while True:
                yield await watcher[1].get()
        finally:
            self._watchers.remove(watcher)


def passes(request: event_pb2.WatchEventsRequest, event: event_pb2.WatchEventsResponse) -> bool:
    """Whether an event passes the filters of a watcher."""
    filters = request.resource_type_filters
    return not filters or any(
        wanted.resource_type == event.resource_type
        and (not wanted.resource_ids or event.resource_id in wanted.resource_ids)
        for wanted in filters
    )
