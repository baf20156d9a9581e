"""One call by the official SDK: python sdk.py get|create|list API PROJECT CLASS POOL"""

import sys

from gitpod.v1 import prebuild_pb2
from ona_sdk import create_client

verb, api, project, environment_class, pool = sys.argv[1:]
prebuilds = create_client("benchmark-token", api).services.prebuild
if verb == "get":
    print(prebuilds.get_warm_pool(prebuild_pb2.GetWarmPoolRequest(warm_pool_id=pool)))
elif verb == "create":
    request = prebuild_pb2.CreateWarmPoolRequest(
        project_id=project, environment_class_id=environment_class, min_size=1, max_size=5
    )
    print(prebuilds.create_warm_pool(request))
else:
    filter = prebuild_pb2.ListWarmPoolsRequest.Filter(project_ids=[project])
    request = prebuild_pb2.ListWarmPoolsRequest(filter=filter)
    print(prebuilds.list_warm_pools(request))
