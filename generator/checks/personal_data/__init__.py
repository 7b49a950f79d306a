"""Personal data in a text: numbers, contacts, names, birth, homes, health (Luật 91/2025/QH15; NĐ 356/2025/NĐ-CP)."""

from generator.checks.personal_data.datum import IDENTIFIERS, PERSONAL, PUBLIC, SENSITIVE, Datum
from generator.checks.personal_data.detect import find_personal_data

__all__ = ["IDENTIFIERS", "PERSONAL", "PUBLIC", "SENSITIVE", "Datum", "find_personal_data"]
