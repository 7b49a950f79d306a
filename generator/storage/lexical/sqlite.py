"""The lexical index on SQLite: FTS5, contentless, tokens made by us."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, text

from generator.storage.lexical.port import Entry, choose, idf
from generator.storage.lexical.tokens import folded as folded_tokens
from generator.storage.lexical.tokens import query_tokens, tokens, unaccented

HEAD_WEIGHT = 0.6
_INSERT = text(
    "INSERT INTO lexical(rowid, body, head, body_folded, head_folded) VALUES (:n, :body, :head, :bodyf, :headf)"
)
_DELETE = text(
    "INSERT INTO lexical(lexical, rowid, body, head, body_folded, head_folded) "
    "VALUES ('delete', :n, :body, :head, :bodyf, :headf)"
)
_DF = text("SELECT col, term, doc FROM lexical_terms WHERE term = :term")


class SqliteLexical:
    """See `port.LexicalIndex`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index passages in the caller's transaction."""
        if entries:
            connection.execute(_INSERT, [_row(entry) for entry in entries])

    def remove(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Forget passages in the caller's transaction. A contentless index must be told the words it forgets
        (rows can be deleted by number only from SQLite 3.43 on)."""
        if entries:
            connection.execute(_DELETE, [_row(entry) for entry in entries])

    def search(
        self, query: str, k: int, *, guide_ids: Sequence[str] = (), folded: bool | None = None
    ) -> list[tuple[str, float]]:
        """Passage ids with their BM25 scores, best first."""
        fold = unaccented(query) if folded is None else folded
        with self._engine.connect() as connection:
            terms = choose(self._frequencies(connection, query, fold))
            if not terms:
                return []
            columns = "body_folded head_folded" if fold else "body head"
            match = f"{{{columns}}} : ({' OR '.join(_quoted(term) for term in terms)})"
            weights = f"0, 0, 1, {HEAD_WEIGHT}" if fold else f"1, {HEAD_WEIGHT}, 0, 0"
            return self._run(connection, match, weights, k, guide_ids)

    def _run(
        self, connection: Connection, match: str, weights: str, k: int, guide_ids: Sequence[str]
    ) -> list[tuple[str, float]]:
        inside = ""
        values: dict[str, object] = {"match": match, "k": k}
        if guide_ids:
            names = [f"g{number}" for number in range(len(guide_ids))]
            values.update(zip(names, guide_ids, strict=True))
            marks = ", ".join(f":{name}" for name in names)
            inside = f"AND rowid IN (SELECT n FROM passages WHERE guide_id IN ({marks}))"
        found = connection.execute(
            text(
                f"SELECT rowid, bm25(lexical, {weights}) AS score FROM lexical WHERE lexical MATCH :match {inside} "
                "ORDER BY score LIMIT :k"
            ),
            values,
        ).all()
        if not found:
            return []
        numbers = ", ".join(str(int(row[0])) for row in found)
        ids: dict[int, str] = dict(
            connection.execute(text(f"SELECT n, id FROM passages WHERE n IN ({numbers})")).tuples().all()
        )
        return [(ids[row[0]], max(0.0, -float(row[1]))) for row in found if row[0] in ids]

    def coverage(self, query: str, *, folded: bool | None = None) -> float:
        """See the port."""
        fold = unaccented(query) if folded is None else folded
        with self._engine.connect() as connection:
            total = int(connection.execute(text("SELECT count(*) FROM passages")).scalar() or 0)
            frequencies = {
                term: df for term, df in self._frequencies(connection, query, fold).items() if "_" not in term
            }
        weights = {term: idf(df, max(total, 1)) for term, df in frequencies.items()}
        whole = sum(weights.values())
        return sum(weights[term] for term, df in frequencies.items() if df) / whole if whole else 0.0

    def _frequencies(self, connection: Connection, query: str, fold: bool) -> dict[str, int]:
        wanted = {"body_folded", "head_folded"} if fold else {"body", "head"}
        found: dict[str, int] = {}
        for term in query_tokens(query, fold=fold):
            rows = connection.execute(_DF, {"term": term}).all()
            found[term] = max((int(row[2]) for row in rows if row[0] in wanted), default=0)
        return found


def _row(entry: Entry) -> dict[str, object]:
    return {
        "n": entry.n,
        "body": " ".join(tokens(entry.text)),
        "head": " ".join(tokens(entry.head)),
        "bodyf": " ".join(folded_tokens(entry.text)),
        "headf": " ".join(folded_tokens(entry.head)),
    }


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
