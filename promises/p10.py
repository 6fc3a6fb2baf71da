"""P10: who holds everything except the keys cannot tell who answered what.

The attacker has the database with its system columns, its files on disk, all logs, the mails, and the true order in
which people answered. Everybody writes a text of their own, so that each guess can be checked. While the survey is
open a guess may be right about once per batch; after the close at most 5 times in all (chance is 1; six by luck: 0.06 %),
and never by equal values. Control: the careful schema (random keys, no times) written at once finds nearly everybody.
"""

from pathlib import Path

from promises.harness import World
from promises.visits import Employee, at_once, web

SIZES = {"full": 200, "tenth": 40}
BATCH = 10
LUCK = 5
OPEN_QUESTION = 8
ANSWER_TABLES = ("draft", "sealedballot", "response", "openanswer")
CANARY = "agent-canary"


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, planted="", people=SIZES[size])


def control(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, planted="straight", people=SIZES[size])


def once(database: str, seed: int, *, planted: str, people: int) -> dict:
    with World("p10", database=database, seed=seed, LOG_LEVEL="INFO") as world:
        made = world.call("promises.surveyworld:open_survey", people)
        app = "promises.planted_answers:application" if planted else "trajecten.wsgi:application"
        server, port = web(world, app=app, workers=2, PLANTED=planted)
        publisher = world.begin("promises.surveyworld:publish_forever", made["survey"])
        order = list(range(people))
        world.random.shuffle(order)
        for place, number in enumerate(order):
            if place == people // 2:
                reminded = world.call("promises.surveyworld:remind_now", made["survey"])
            _answer(Employee(port, made["survey"], made["tokens"][number], f"{CANARY}-{number}"), number, place)
        world.wait_until(lambda: _count(world, "sealedballot") < BATCH, 20)
        publisher.kill()
        open_guesses = _guesses(world, order)
        if planted:
            best = max(open_guesses.values())
            return world.report(ok=best > people / 2, planted=planted, people=people, **open_guesses)
        # One right guess per batch is what shuffling a batch leaves; four times its spread above that is a leak.
        batches = people / BATCH
        limit = batches + 4 * batches**0.5
        status = world.call("promises.surveyworld:close_now", made["survey"])
        guesses = _guesses(world, order)
        found = _traces(world, made, server.log)
        good = (
            status == "published"
            and reminded == people - people // 2
            and max(open_guesses.values()) <= limit
            and max(guesses.values()) <= LUCK
            and not any(found.values())
        )
        return world.report(
            ok=good,
            people=people,
            while_open=max(open_guesses.values()),
            while_open_limit=round(limit, 1),
            after_close=guesses,
            traces=found,
        )


def _answer(employee: Employee, number: int, place: int) -> None:
    employee.arrive()
    employee.tap(1, str(number % 5 + 1))
    if place % 3 == 0:
        employee.tap(2, "3")
    employee.write(OPEN_QUESTION, _text(number))
    employee.at("nakijken/")
    if place % 4 == 0:
        at_once([lambda: employee.send() and None] * 2, 2)
    else:
        employee.send()


def _text(number: int) -> str:
    return f"geheim-{number:04}-geheim"


def _guesses(world: World, order: list[int]) -> dict[str, int]:
    """Right guesses of each attack by order: the n-th to answer wrote the n-th text in some order of the table."""
    physical = "ctid" if world.database == "postgres" else "rowid"
    texts = {
        "by_place": _texts(world, physical),
        "by_place_backwards": _texts(world, physical)[::-1],
        "by_key": _texts(world, "id"),
    }
    if world.database == "postgres":
        texts["by_transaction"] = _texts(world, "xmin::text::bigint, ctid")
    guesses = {name: _right(order, found) for name, found in texts.items()}
    if world.database == "postgres":
        people = [
            row[0]
            for row in world.sql(
                "SELECT id FROM bevraging_participant WHERE answered ORDER BY xmin::text::bigint, ctid"
            )
        ]
        first = min(people)
        guesses["marks_by_transaction"] = _right([person - first for person in people], texts["by_transaction"])
        join = "SELECT p.id, o.text FROM bevraging_participant p JOIN bevraging_openanswer o ON p.xmin = o.xmin"
        pairs = world.sql(join)
        # Many rows share a transaction after a batch: only a person who meets exactly one text is found.
        met: dict[int, list[str]] = {}
        for person, text in pairs:
            met.setdefault(person - first, []).append(text)
        guesses["same_transaction"] = sum(found == [_text(person)] for person, found in met.items())
    else:
        people = [row[0] for row in world.sql("SELECT id FROM bevraging_participant WHERE answered ORDER BY rowid")]
        guesses["marks_by_place"] = _right([person - min(people) for person in people], texts["by_place"])
    return guesses


def _texts(world: World, order: str) -> list[str]:
    return [row[0] for row in world.sql(f"SELECT text FROM bevraging_openanswer ORDER BY {order}")]


def _right(order: list[int], texts: list[str]) -> int:
    return sum(_text(number) == text for number, text in zip(order, texts, strict=False))


def _traces(world: World, made: dict, log: Path) -> dict[str, int]:
    """Everything that could be equal, left behind, or written down: all of these must be 0."""
    dump = {table: world.sql(f"SELECT * FROM {table}") for table in _tables(world)}
    people = {_plain(value) for row in dump["bevraging_participant"] for value in row}
    keys = {value for value in people if isinstance(value, str) and len(value) >= 16}
    answers = {_plain(value) for table in ANSWER_TABLES for row in dump[f"bevraging_{table}"] for value in row}
    whole = repr(dump)
    logs = log.read_text()
    files = _files(world)
    texts = [_text(number) for number in range(len(made["tokens"]))]
    return {
        "equal_values": len(keys & {value for value in answers if isinstance(value, str)}),
        "links_in_database": sum(token in whole for token in made["tokens"]),
        "links_in_logs": sum(token in logs for token in made["tokens"]),
        "answers_in_logs": sum(text in logs for text in texts),
        "agents_in_database": whole.count(CANARY),
        "addresses_in_database": whole.count("127.0.0.1"),
        "sessions": len(dump["django_session"]),
        "mails_of_the_survey": len(
            world.sql("SELECT 1 FROM trajecten_mail WHERE subject_key = %s", f"survey:{made['survey']}")
        ),
        "reminders_counted": len(
            world.sql(
                "SELECT 1 FROM trajecten_mailing WHERE kind LIKE 'bevraging.reminder%'"
                " AND planned + sent + uncertain + withdrawn > 0"
            )
        ),
        "drafts": len(dump["bevraging_draft"]),
        "ballots": len(dump["bevraging_sealedballot"]),
        "salts": len(world.sql("SELECT 1 FROM bevraging_survey WHERE salt IS NOT NULL")),
        "history_of_answering": sum("answer" in str(row) for row in dump["django_admin_log"]),
        "old_rows_on_disk": sum(max(0, files.count(text.encode()) - 1) for text in texts),
        "files_named_after_people": sum(
            token in str(path) for path in world.folder.rglob("*") for token in made["tokens"]
        ),
    }


def _tables(world: World) -> list[str]:
    if world.database == "postgres":
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    return [row[0] for row in world.sql(query)]


def _plain(value: object) -> object:
    return (
        bytes(value).hex()
        if isinstance(value, bytes | memoryview)
        else str(value).replace("-", "")
        if value is not None
        else None
    )


def _files(world: World) -> bytes:
    """The bytes on disk in which deleted rows would still be readable."""
    if world.database == "sqlite":
        return b"".join(
            path.read_bytes() for path in sorted(world.folder.glob("world.sqlite3*")) if path.suffix != ".sqlite3-shm"
        )
    world.sql("CHECKPOINT")
    folder = Path(world.sql("SHOW data_directory")[0][0])
    paths = [world.sql("SELECT pg_relation_filepath(%s)", f"bevraging_{table}")[0][0] for table in ANSWER_TABLES]
    return b"".join((folder / path).read_bytes() for path in paths)


def _count(world: World, table: str) -> int:
    return world.sql(f"SELECT count(*) FROM bevraging_{table}")[0][0]
