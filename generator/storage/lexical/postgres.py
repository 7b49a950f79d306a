"""The lexical index on PostgreSQL: tsvectors of the same tokens, GIN for the candidates, BM25 for the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, text

from generator.storage.lexical.port import Entry, choose, idf
from generator.storage.lexical.tokens import is_pair, query_tokens, tokens, unaccented

CANDIDATES = 120
HEAD_WEIGHT = 0.6
_K1, _B = 1.2, 0.75
_POSITIONS = 255  # PostgreSQL keeps no more positions of one word


class PostgresLexical:
    """See `port.LexicalIndex`. Words of the titles carry weight A in the vector, words of the text weight D."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index passages in the caller's transaction."""
        frequencies: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
        rows = []
        for entry in entries:
            exact, head = tokens(entry.text), tokens(entry.head)
            exact_folded, head_folded = tokens(entry.text, fold=True), tokens(entry.head, fold=True)
            frequencies[False].update(set(exact) | set(head))
            frequencies[True].update(set(exact_folded) | set(head_folded))
            rows.append(
                {
                    "n": entry.n,
                    "exact": _vector(exact, head),
                    "folded": _vector(exact_folded, head_folded),
                    "length": len(exact),
                }
            )
        if rows:
            insert = "INSERT INTO lexical VALUES (:n, CAST(:exact AS tsvector), CAST(:folded AS tsvector), :length)"
            connection.execute(text(insert), rows)
            self._count(connection, frequencies, 1)

    def remove(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Forget passages in the caller's transaction."""
        rows = [entry.n for entry in entries]
        for fold, column in ((False, "exact"), (True, "folded")):
            listed = text(f"SELECT unnest(tsvector_to_array({column})) FROM lexical WHERE n = ANY(:rows)")
            counted = Counter(connection.execute(listed, {"rows": rows}).scalars())
            self._count(connection, {fold: counted}, -1)
        connection.execute(text("DELETE FROM lexical WHERE n = ANY(:rows)"), {"rows": rows})

    def _count(self, connection: Connection, frequencies: dict[bool, Counter[str]], sign: int) -> None:
        for fold, counted in frequencies.items():
            if counted:
                statement = (
                    "INSERT INTO lexical_terms (term, folded, df) "
                    "SELECT * FROM unnest(CAST(:terms AS text[]), CAST(:folds AS boolean[]), CAST(:dfs AS bigint[])) "
                    "ORDER BY 1 ON CONFLICT (folded, term) DO UPDATE SET df = lexical_terms.df + excluded.df"
                )
                terms = sorted(counted)
                values = {"terms": terms, "folds": [fold] * len(terms), "dfs": [sign * counted[t] for t in terms]}
                connection.execute(text(statement), values)

    def search(
        self, query: str, k: int, *, guide_ids: Sequence[str] = (), folded: bool | None = None
    ) -> list[tuple[str, float]]:
        """Passage ids with their BM25 scores, best first."""
        fold = unaccented(query) if folded is None else folded
        column = "folded" if fold else "exact"
        with self._engine.connect() as connection:
            frequencies = self._frequencies(connection, query, fold)
            terms = choose(frequencies)
            if not terms:
                return []
            total, mean = self._size(connection)
            inside = "AND p.guide_id = ANY(:guides)" if guide_ids else ""
            statement = text(
                f"SELECT l.n, p.id, l.length FROM lexical l JOIN passages p "
                f"ON p.n = l.n WHERE l.{column} @@ CAST(:query AS tsquery) {inside} "
                f"ORDER BY ts_rank('{{1,1,1,{HEAD_WEIGHT}}}', l.{column}, CAST(:query AS tsquery), 1) DESC, p.n "
                "LIMIT :few"
            )
            values = {
                "query": " | ".join(_lexeme(t) for t in terms),
                "guides": list(guide_ids),
                "few": max(k, CANDIDATES),
            }
            rows = connection.execute(statement, values).all()
            counts = self._counts(connection, column, [row[0] for row in rows], terms)
        weights = {term: idf(frequencies[term], total) for term in terms}
        scored = [(row[1], _bm25(counts.get(row[0], {}), weights, row[2], mean)) for row in rows]
        return sorted(scored, key=lambda pair: -pair[1])[:k]

    def _counts(
        self, connection: Connection, column: str, rows: list[int], terms: list[str]
    ) -> dict[int, dict[str, float]]:
        """How often the terms stand in each row, title words at their weight."""
        listed = text(
            f"SELECT l.n, u.lexeme, array_to_string(u.weights, '') FROM lexical l, unnest(l.{column}) u "
            "WHERE l.n = ANY(:rows) AND u.lexeme = ANY(:terms)"
        )
        found: dict[int, dict[str, float]] = {}
        for n, term, weights in connection.execute(listed, {"rows": rows, "terms": terms}):
            titles = weights.count("A")
            found.setdefault(n, {})[term] = HEAD_WEIGHT * titles + len(weights) - titles
        return found

    def rarity(self, terms: Sequence[str], *, folded: bool) -> dict[str, float]:
        """See the port."""
        listed = text("SELECT term, df FROM lexical_terms WHERE folded = :fold AND term = ANY(:terms)")
        with self._engine.connect() as connection:
            found: dict[str, int] = dict(connection.execute(listed, {"fold": folded, "terms": list(terms)}).all())
            total, _ = self._size(connection)
        return {term: idf(found[term], max(total, 1)) if found.get(term) else 0.0 for term in terms}

    def alike(self, word: str, *, folded: bool) -> dict[str, int]:
        """See the port."""
        listed = text(
            "SELECT term, df FROM lexical_terms WHERE folded = :fold AND df > 0 "
            "AND length(term) BETWEEN :low AND :high AND position('_' in term) = 0"
        )
        values = {"fold": folded, "low": len(word) - 1, "high": len(word) + 1}
        with self._engine.connect() as connection:
            return dict(connection.execute(listed, values).all())

    def coverage(self, query: str, *, folded: bool | None = None) -> float:
        """See the port."""
        fold = unaccented(query) if folded is None else folded
        with self._engine.connect() as connection:
            found = {t: df for t, df in self._frequencies(connection, query, fold).items() if not is_pair(t)}
            total, _ = self._size(connection)
        weights = {term: idf(df, max(total, 1)) for term, df in found.items()}
        whole = sum(weights.values())
        return sum(weights[term] for term, df in found.items() if df) / whole if whole else 0.0

    def _frequencies(self, connection: Connection, query: str, fold: bool) -> dict[str, int]:
        terms = query_tokens(query, fold=fold)
        listed = text("SELECT term, df FROM lexical_terms WHERE folded = :fold AND term = ANY(:terms)")
        known: dict[str, int] = dict(connection.execute(listed, {"fold": fold, "terms": terms}).all())
        return {term: int(known.get(term, 0)) for term in terms}

    def _size(self, connection: Connection) -> tuple[int, float]:
        row = connection.execute(text("SELECT count(*), coalesce(avg(length), 1) FROM lexical")).one()
        return int(row[0]), float(row[1])


def _lexeme(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(body: list[str], head: list[str]) -> str:
    """The text form of a tsvector: body words at their places, title words at the end with weight A."""
    places: dict[str, list[str]] = {}
    for number, term in enumerate(body, 1):
        places.setdefault(term, []).append(str(min(number, 16_000)))
    for term in head:
        places.setdefault(term, []).append("16383A")
    return " ".join(f"{_lexeme(term)}:{','.join(dict.fromkeys(at[:_POSITIONS]))}" for term, at in places.items())


def _bm25(counts: dict[str, float], weights: dict[str, float], length: int, mean: float) -> float:
    norm = _K1 * (1 - _B + _B * length / max(mean, 1.0))
    return sum(weights[term] * count * (_K1 + 1) / (count + norm) for term, count in counts.items())
