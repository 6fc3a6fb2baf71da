"""Step 6, health and what comes back: one row per route."""

from promises.access.policies import EDIT, RESULTS, Row

STEP_6 = "trajecten/<slug:slug>/opvolging/"

HEALTH: dict[str, Row] = {
    # Figures without a name: who sees results reads them; who leads has them worked out again.
    f"{STEP_6}gezondheid/": Row(RESULTS),
    f"{STEP_6}gezondheid/opnieuw/": Row(None, EDIT),
    f"{STEP_6}terugkeer/": Row(RESULTS),
}
