use super::*;

fn pool(cost: f64, served: f64) -> PoolTotals {
    PoolTotals { mean_running: 1.5, mean_stopped: 0.5, cost_per_month: Some(cost), served }
}

#[test]
fn pools_add_up() {
    let sum = PoolTotals::sum(&[pool(100.0, 50.0), pool(20.0, 10.0)]);
    let expected = PoolTotals {
        mean_running: 3.0,
        mean_stopped: 1.0,
        cost_per_month: Some(120.0),
        served: 60.0,
    };
    assert_eq!(sum, expected);
    let free = PoolTotals { cost_per_month: None, ..pool(0.0, 1.0) };
    assert_eq!(PoolTotals::sum(&[pool(100.0, 50.0), free]).cost_per_month, None);
    assert_eq!(PoolTotals::sum(&[]), PoolTotals::default());
}

#[test]
fn the_pools_that_cost_most_for_a_start_are_given_up_first() {
    // 2, 10, 1 and infinitely much for a start.
    let pools = [pool(100.0, 50.0), pool(50.0, 5.0), pool(300.0, 300.0), pool(1.0, 0.0)];
    assert_eq!(give_up_first(&pools, 451.0), [0; 0]);
    assert_eq!(give_up_first(&pools, 450.0), [3]);
    assert_eq!(give_up_first(&pools, 449.0), [3, 1]);
    assert_eq!(give_up_first(&pools, 300.0), [3, 1, 0]);
    assert_eq!(give_up_first(&pools, 0.0), [3, 1, 0, 2]);
    assert_eq!(give_up_first(&[], 0.0), [0; 0]);
    let free = PoolTotals { cost_per_month: None, ..pool(0.0, 1.0) };
    assert_eq!(give_up_first(&[free, pool(5.0, 1.0)], 1.0), [1]);
}
