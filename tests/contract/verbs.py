"""The five verbs, each as a run that is right in every way and needs the service once."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """A verb of `warm-pool`."""

    name: str
    method: str
    """The one method that it is about; it may call others that only read."""
    words: Callable
    """Its words, for a pool of sizes 1 and 2 that exists and a pair that has none."""
    changes: bool = True

    def __str__(self) -> str:
        return self.name

    def command(self, service) -> list:
        """Its command line, for a service that is given one pool for it."""
        project_id, class_id = service.pair()
        pool = service.pool(spec={"minSize": 1, "maxSize": 2})
        return ["warm-pool", self.name, *self.words(pool, project_id, class_id)]

    def run(self, service, cli, *more):
        """Runs it against a service with one pool."""
        return cli(*self.command(service), *more)


CREATE = Verb("create", "CreateWarmPool", lambda pool, p, c: ["--project", p, "--class", c])
# Without addresses, so that no names are looked up beside the calls that are counted.
NO_NAMES = ["--columns", "id,phase"]
LIST = Verb("list", "ListWarmPools", lambda pool, p, c: NO_NAMES, changes=False)
GET = Verb("get", "GetWarmPool", lambda pool, p, c: [pool.id, *NO_NAMES], changes=False)
UPDATE = Verb("update", "UpdateWarmPool", lambda pool, p, c: [pool.id, "--max", 9])
DELETE = Verb("delete", "DeleteWarmPool", lambda pool, p, c: [pool.id, "--yes"])

VERBS = [CREATE, LIST, GET, UPDATE, DELETE]
READS = [LIST, GET]
CHANGES = [CREATE, UPDATE, DELETE]
