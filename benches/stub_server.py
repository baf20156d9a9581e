"""Serves the stub of the contract tests with one pool, for `benches/serve`."""

import time

from stub import Service
from world import WRITE_TOKEN

service = Service()
print(f"pool {service.pool().id}")
print(f"token {WRITE_TOKEN}")
print(service.origin, flush=True)
while True:
    time.sleep(60)
