"""P6 and P8, for respondents: looking changes nothing, whoever looks and however often; a link is never used up.

Scanners of mail open every link, follow where it leads, look at each page with GET and HEAD and send the empty forms
they find. Not one row may change, and the colleague answers afterwards. Control: a link page that writes.
"""

from promises.harness import World
from promises.visits import Employee, web

SIZES = {"full": 200, "tenth": 12}
AGENTS = ("", "Mozilla/5.0", "BarracudaCentral", "ms-office; MSOffice 16", "Proofpoint")
PAGES = ("", "1/", "8/", "nakijken/", "klaar/", "99/")
TABLES = ("participant", "draft", "sealedballot", "response", "openanswer", "survey", "tally")


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, looks=SIZES[size], writing=False)


def control(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, looks=SIZES[size], writing=True)


def once(database: str, seed: int, *, looks: int, writing: bool) -> dict:
    with World("p6", database=database, seed=seed) as world:
        made = world.call("promises.surveyworld:open_survey", 20)
        _server, port = web(world, workers=2)
        survey, token = made["survey"], made["tokens"][0]
        before, statuses = _rows(world), set()
        for look in range(looks):
            scanner = Employee(port, survey, token, AGENTS[look % len(AGENTS)])
            for method in ("HEAD", "GET"):
                statuses.add(scanner.ask(method, f"/v/{token}/")[0])
                for page in PAGES:
                    scanner.ask(method, f"/v/b/{survey}/{page}")
            for page in ("1/", "8/", "nakijken/"):  # scripts that send what they find, without pressing a button
                scanner.at(page)
                scanner.press(page)
            if writing:
                scanner.tap(1, "3")
        after = _rows(world)
        person = Employee(port, survey, token)
        person.arrive()
        person.tap(1, "4")
        person.at("nakijken/")
        thanked = person.send() == (303, f"/v/b/{survey}/klaar/")
        changed = [table for table in TABLES if before[table] != after[table]]
        return world.report(
            ok=bool(changed) if writing else not changed and statuses == {303} and thanked,
            planted="a look that writes" if writing else "",
            looks=looks * (2 + 2 * len(PAGES) + 6),
            changed=changed,
            thanked=thanked,
        )


def _rows(world: World) -> dict[str, list]:
    found = {table: world.sql(f"SELECT * FROM bevraging_{table}") for table in TABLES}
    return {table: sorted(repr([_plain(value) for value in row]) for row in rows) for table, rows in found.items()}


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value
