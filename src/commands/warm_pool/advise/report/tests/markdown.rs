//! The report for a pull request, whole.

use super::super::super::document::PoolAdvice;
use super::{Markdown, fixtures, render};

#[test]
fn a_pool_is_a_section() {
    let pool = PoolAdvice { windows: Some(fixtures::windows()), ..fixtures::pool() };
    let text = render(&fixtures::document(vec![pool]), Markdown);
    assert_eq!(text, EXPECTED);
}

#[test]
fn several_pools_begin_with_all_of_them() {
    let mut document = fixtures::several_pools();
    document.pools[1].address = "@acme|web/#1".to_owned();
    document.notes =
        vec!["ask @acme, not <b>".to_owned(), "@acme|web/#1: its history has 9 days".to_owned()];
    let text = render(&document, Markdown);
    let (overview, _) = text.split_once("\n### ").unwrap();
    assert_eq!(overview, OVERVIEW);
    assert!(text.contains("\n### <code>&#64;acme&#124;web&#47;&#35;1</code>\n"), "{text}");
}

const OVERVIEW: &str = "\
## Warm pool advice

2026-11-02 to 2026-11-29 (Europe/Berlin)

> ask `@acme,` not &lt;b&gt;

> <code>&#64;acme&#124;web&#47;&#35;1</code>: its history has 9 days

The advised sizes cost 750 a month, 250 more than the budget of 500. Give up first: `acme-api/regular`

**All pools**

| Pool | Starts | Now: size | Now: from the pool | Now: running | Now: stopped | Now: cost a month \
| Advised: size | Advised: from the pool | Advised: running | Advised: stopped | Advised: cost a month \
| Evidence |
| --- | ---: | --- | --- | ---: | ---: | ---: | --- | --- | ---: | ---: | ---: | --- |
| **Total** | **2179** |  |  | **2.2** | **2.8** | **738** |  |  | **2.2** | **2.8** | **750** |  |
| `acme-api/regular` | 2167 | 1..3 | 78–96 % | 1.2 | 1.8 | 407 | 2..5 | 96–100 % | 2.2 | 2.8 | 750 | firm |
| <code>&#64;acme&#124;web&#47;&#35;1</code> | 12 | 1..2 | 90–100 % | 1.0 | 1.0 | – | as now |  | 1.0 | 1.0 | – | none |
";

const EXPECTED: &str = r#"## Warm pool advice

2026-11-02 to 2026-11-29 (Europe/Berlin)

### `acme-api/regular`

**Resize from 1..3 to 2..5.** At least 96 of 100 starts would have found a running instance; the goal is 95 %. It keeps 1.0 more instances running on average than 1..3.

```sh
prebuildctl warm-pool update acme-api/regular --min 2 --max 5
```

**Sizes, cheapest first**

| Size | Served from the pool | Mean wait | Running | Stopped |
| --- | --- | ---: | ---: | ---: |
| 1..3 (now) | 78–96 % | 16 s | 1.2 | 1.8 |
| 2..4 (cheaper) | 94–99 % | 12 s | 2.2 | 1.8 |
| **2..5 (advised)** | **96–100 %** | **11 s** | **2.2** | **2.8** |
| 3..5 (better) | 98–100 % | 10 s | 3.2 | 1.8 |

**Sizes by hours**

| When | Size | Starts | Served from the pool | Not served |
| --- | --- | ---: | --- | ---: |
| Mon–Fri, 07:30–18:30 | 2..5 | 2000 | 97 % | 3 of 100 |
| Otherwise | 1..2 | 167 | 69 % | 31 of 100 |
| **Together** |  | **2167** | **95–100 %** |  |

A size that changes by hours reaches the goal too. It keeps 0.6 fewer instances running on average than 2..5.

```toml
[[window]]
hours = "07:30-18:30"
```

**How sure this is**

- Evidence: firm: 28 days, 2167 starts
- Data: all environments of the period are counted
- Backtest: 2..5, chosen on the days before 2026-11-23, served 97 % of the starts since then: goal of 95 % met

**Starts that count**

- Ended environments, from usage records: 2118
- Environments that still exist: 49
- Starts: 2167
- A day: 77.4
- Users: 12
- Service accounts: 1
- Started by service accounts: 20 %

**Left out**

- Prebuild runs: 56
- Probably prebuild runs: 0
- Restarts: 12
- Environments of other roles: 0
- Outside of the period: 0
- Without a time: 0
- On excluded days: 0

**Assumptions**

| Assumption | Value | Basis |
| --- | --- | --- |
| Start served from the pool | 10 s | documented |
| Start not served from the pool | 38 s | measured |
| Minutes above the load before it grows | 3 | assumed |
| Growth of demand | 1.2 | given |

`https://app.example`, organization `0b2f6a1c`
"#;
