//! Every family that is exported. `ona_` is what the service says, `prebuildctl_` is about the tool.

use super::family::families;

families! {
    POOL_INFO = Gauge "ona_warm_pool_info"
        ["project", "class", "runner", "pool_id", "project_id", "environment_class_id",
         "snapshot_id"]
        "A warm pool and its ids; always 1.";
    POOL_PHASE = Gauge "ona_warm_pool_phase" ["project", "class", "phase"]
        "Whether the pool is in this phase: 1 for the current phase, 0 for the others.";
    POOL_RUNNING = Gauge "ona_warm_pool_running_instances" ["project", "class"]
        "Running instances that can be claimed.";
    POOL_STOPPED = Gauge "ona_warm_pool_stopped_instances" ["project", "class"]
        "Prepared instances that refill the running ones.";
    POOL_DESIRED = Gauge "ona_warm_pool_desired_instances" ["project", "class"]
        "The autoscaler's target for the running instances.";
    POOL_MIN = Gauge "ona_warm_pool_min_instances" ["project", "class"]
        "The minimum of the pool.";
    POOL_MAX = Gauge "ona_warm_pool_max_instances" ["project", "class"]
        "The maximum of the pool.";
    POOL_CREATED = Gauge "ona_warm_pool_created_timestamp_seconds" ["project", "class"]
        "When the pool was created.";
    POOL_UPDATED = Gauge "ona_warm_pool_updated_timestamp_seconds" ["project", "class"]
        "When the specification of the pool last changed.";
    POOL_SPEC_CHANGES = Counter "ona_warm_pool_spec_changes_total" ["project", "class"]
        "Changes of the specification of the pool, as the service counts them.";
    POOL_CLAIMS = Counter "ona_warm_pool_claims_observed_total" ["project", "class"]
        "Claims that were seen as a decrease of the running instances; a lower bound, because a \
         refill between two reports hides a claim.";
    POOL_REPORTS_MISSED = Counter "ona_warm_pool_reports_missed_total" ["project", "class"]
        "Reports of the runner about the pool that a later one replaced before they were read.";
    ENVIRONMENT_START = Histogram "ona_environment_start_seconds" ["project", "class", "source"]
        "Time from the creation of an environment until it ran, by what it probably started from; \
         only starts that were watched.";
    PREBUILD_SCHEDULED = Gauge "ona_prebuild_scheduled" ["project", "class"]
        "Whether prebuilds of the project run on a daily schedule for the class.";
    PREBUILD_LAST_COMPLETED = Gauge "ona_prebuild_last_completed_timestamp_seconds"
        ["project", "class"]
        "When the newest completed prebuild of the pool's project and class completed.";
    PREBUILD_LAST_FAILED = Gauge "ona_prebuild_last_failed_timestamp_seconds" ["project", "class"]
        "When the newest failed prebuild of the pool's project and class failed; missing if it is \
         older than those that were read.";
    PREBUILD_LAST_DURATION = Gauge "ona_prebuild_last_duration_seconds" ["project", "class"]
        "How long the newest completed prebuild took.";
    PREBUILD_SNAPSHOT_SIZE = Gauge "ona_prebuild_snapshot_size_bytes" ["project", "class"]
        "The size of the snapshot of the newest completed prebuild.";
    PREBUILD_SNAPSHOT_EXPIRES = Gauge "ona_prebuild_snapshot_expires_timestamp_seconds"
        ["project", "class"]
        "When the snapshot of the newest completed prebuild expires: 7 days after it completed.";
    FLEET_DIFFERENCES = Gauge "ona_fleet_differences" ["file"]
        "Differences between the fleet file and the service, as drift reports them.";
    FLEET_PENDING = Gauge "ona_fleet_pending" ["file"]
        "Pools that still have the size from before a window of the fleet file began or ended.";
    BUILD_INFO = Gauge "prebuildctl_build_info" ["version", "commit"]
        "The version of prebuildctl; always 1.";
    UP = Gauge "prebuildctl_up" []
        "Whether the last sweep of the service succeeded.";
    LAST_SUCCESS = Gauge "prebuildctl_last_success_timestamp_seconds" []
        "When a sweep of the service last succeeded.";
    SWEEP_DURATION = Gauge "prebuildctl_sweep_duration_seconds" []
        "How long the last sweep of the service took.";
    REQUESTS = Counter "prebuildctl_requests_total" ["method", "code"]
        "Requests that this process sent to the service, by method and result.";
    EVENT_STREAM_UP = Gauge "prebuildctl_event_stream_up" []
        "Whether the event stream of the service is open.";
}
