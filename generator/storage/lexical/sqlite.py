"""The lexical index on SQLite: FTS5, contentless, tokens made by us."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, text

from generator.storage.lexical.port import Entry, choose, idf
from generator.storage.lexical.tokens import is_pair, pairs, query_tokens, singles, tokens, unaccented

# Weights of the columns (they scale a count, which then saturates): words, pairs, words and pairs of titles.
WEIGHTS = (1.0, 0.25, 0.6)
_COLUMNS = {False: ("body", "pairs", "head"), True: ("body_folded", "pairs_folded", "head_folded")}
_ALL = (*_COLUMNS[False], *_COLUMNS[True])
_NAMES, _MARKS = ", ".join(_ALL), ", ".join(f":{name}" for name in _ALL)
_INSERT = text(f"INSERT INTO lexical(rowid, {_NAMES}) VALUES (:n, {_MARKS})")
_DELETE = text(f"INSERT INTO lexical(lexical, rowid, {_NAMES}) VALUES ('delete', :n, {_MARKS})")
_COUNT = text(
    "INSERT INTO lexical_words(folded, word, df) VALUES (:fold, :word, :df) "
    "ON CONFLICT (folded, word) DO UPDATE SET df = df + excluded.df"
)
_WORD_DF = "SELECT word, df FROM lexical_words WHERE folded = ? AND word IN"
_ALIKE = "SELECT word, df FROM lexical_words WHERE folded = ? AND df > 0 AND length(word) BETWEEN ? AND ?"
_PAIR_DF = "SELECT term, col, doc FROM lexical_vocabulary WHERE term IN"
# A guide's rows lie together: the range spares the index from walking elsewhere (+ keeps it from one look-up per row).
_INSIDE = (
    "AND rowid >= (SELECT min(n) FROM passages WHERE guide_id IN (?)) "
    "AND rowid <= (SELECT max(n) FROM passages WHERE guide_id IN (?)) "
    "AND +rowid IN (SELECT n FROM passages WHERE guide_id IN (?))"
)
_COMMON = 300  # a pair in so many passages is worth remembering: counting it means walking them
_REMEMBERED = 20_000


class SqliteLexical:
    """See `port.LexicalIndex`.

    How many passages hold a word is kept in a table, since reading it from the index means walking all of them; pairs
    are rare enough to be asked of the index itself.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Only chooses terms, so a number grown old does no harm; the ranking counts for itself.
        self._common: dict[tuple[bool, str], int] = {}

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Index passages in the caller's transaction."""
        self._write(connection, entries, 1)

    def remove(self, connection: Connection, entries: Sequence[Entry]) -> None:
        """Forget passages in the caller's transaction. A contentless index must be told the words it forgets
        (rows can be deleted by number only from SQLite 3.43 on)."""
        self._write(connection, entries, -1)

    def _write(self, connection: Connection, entries: Sequence[Entry], sign: int) -> None:
        if not entries:
            return
        rows: list[dict[str, object]] = []
        counted: Counter[tuple[bool, str]] = Counter()
        for entry in entries:
            row: dict[str, object] = {"n": entry.n}
            for fold, (body, pair, head) in _COLUMNS.items():
                single, title = singles(entry.text, fold=fold), tokens(entry.head, fold=fold)
                row.update({body: " ".join(single), pair: " ".join(pairs(single)), head: " ".join(title)})
                counted.update((fold, word) for word in {*single, *title} if not is_pair(word))
            rows.append(row)
        connection.execute(_INSERT if sign > 0 else _DELETE, rows)
        changes = [{"fold": fold, "word": word, "df": sign * df} for (fold, word), df in sorted(counted.items())]
        if changes:
            connection.execute(_COUNT, changes)

    def search(
        self, query: str, k: int, *, guide_ids: Sequence[str] = (), folded: bool | None = None
    ) -> list[tuple[str, float]]:
        """Passage ids with their BM25 scores, best first."""
        fold = unaccented(query) if folded is None else folded
        with self._engine.connect() as connection:
            terms = choose(self._frequencies(connection, query, fold))
            if not terms:
                return []
            match = f"{{{' '.join(_COLUMNS[fold])}}} : ({' OR '.join(map(_quoted, terms))})"
            nothing = (0.0,) * len(WEIGHTS)
            weights = ", ".join(map(str, nothing + WEIGHTS if fold else WEIGHTS + nothing))
            return self._run(connection, match, weights, k, guide_ids)

    def _run(
        self, connection: Connection, match: str, weights: str, k: int, guide_ids: Sequence[str]
    ) -> list[tuple[str, float]]:
        inside = _INSIDE.replace("?", _marks(guide_ids)) if guide_ids else ""
        found = _listed(
            connection,
            f"SELECT rowid, bm25(lexical, {weights}) AS score FROM lexical WHERE lexical MATCH ? {inside} "
            "ORDER BY score, rowid LIMIT ?",
            (match, *guide_ids, *guide_ids, *guide_ids, k),
        )
        numbers = [int(row[0]) for row in found]
        named = _listed(connection, f"SELECT n, id FROM passages WHERE n IN ({_marks(numbers)})", tuple(numbers))
        ids: dict[int, str] = dict(named)
        return [(ids[row[0]], max(0.0, -float(row[1]))) for row in found if row[0] in ids]

    def rarity(self, terms: Sequence[str], *, folded: bool) -> dict[str, float]:
        """See the port."""
        found = dict.fromkeys(terms, 0)
        words = [term for term in terms if not is_pair(term)]
        with self._engine.connect() as connection:
            total = int(connection.execute(text("SELECT count(*) FROM passages")).scalar() or 0)
            found.update((word, df) for word, df in _listed(
                connection, f"{_WORD_DF} ({_marks(words)})", (int(folded), *words)))  # fmt: skip
            if couples := [term for term in terms if is_pair(term)]:
                self._count_pairs(connection, couples, folded, found)
        return {term: idf(df, max(total, 1)) if df else 0.0 for term, df in found.items()}

    def alike(self, word: str, *, folded: bool) -> dict[str, int]:
        """See the port."""
        size = len(word)
        with self._engine.connect() as connection:
            return dict(_listed(connection, _ALIKE, (int(folded), size - 1, size + 1)))

    def coverage(self, query: str, *, folded: bool | None = None) -> float:
        """See the port."""
        fold = unaccented(query) if folded is None else folded
        with self._engine.connect() as connection:
            total = int(connection.execute(text("SELECT count(*) FROM passages")).scalar() or 0)
            found = self._frequencies(connection, query, fold, only_words=True)
        weights = {term: idf(df, max(total, 1)) for term, df in found.items()}
        whole = sum(weights.values())
        return sum(weights[term] for term, df in found.items() if df) / whole if whole else 0.0

    def _frequencies(
        self, connection: Connection, query: str, fold: bool, *, only_words: bool = False
    ) -> dict[str, int]:
        terms = [term for term in query_tokens(query, fold=fold) if not (only_words and is_pair(term))]
        found = dict.fromkeys(terms, 0)
        words = [term for term in terms if not is_pair(term)]
        for word, df in _listed(connection, f"{_WORD_DF} ({_marks(words)})", (int(fold), *words)):
            found[word] = df
        if couples := [term for term in terms if is_pair(term)]:
            self._count_pairs(connection, couples, fold, found)
        return found

    def _count_pairs(self, connection: Connection, couples: list[str], fold: bool, found: dict[str, int]) -> None:
        found.update((pair, df) for pair in couples if (df := self._common.get((fold, pair))) is not None)
        rare = [pair for pair in couples if not found[pair]]
        for pair, column, df in _listed(connection, f"{_PAIR_DF} ({_marks(rare)})", tuple(rare)):
            if column in _COLUMNS[fold]:
                found[pair] = max(found[pair], df)
        if len(self._common) < _REMEMBERED:
            self._common.update({(fold, pair): found[pair] for pair in rare if found[pair] >= _COMMON})


def _listed(connection: Connection, statement: str, values: tuple[object, ...]) -> Sequence[Any]:
    """Rows of a plain statement: what the toolkit adds to a query would cost more than the query."""
    return connection.exec_driver_sql(statement, values).all()


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'
