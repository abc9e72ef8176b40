"""The scales by which risks are assessed: steps of likelihood and impact, and the levels of their product, by year.

A scale is declared once and never edited: another one begins with a later fiscal year, so that the years before keep
the words and limits by which they were assessed.
"""

from __future__ import annotations

from dataclasses import dataclass

LEAST, MOST = 1, 5
"""Steps of every scale, which the database holds to as well."""


@dataclass(frozen=True)
class Step:
    """One step of likelihood or impact."""

    number: int
    word: str
    meaning: str

    @property
    def label(self) -> str:
        return f"{self.number} {self.word}"


@dataclass(frozen=True)
class Level:
    """What a product of likelihood and impact is called; `rank` counts from the lowest, `tone` and `icon` are those
    of `components/tag.html`, so that no level is told by its colour alone."""

    key: str
    word: str
    least: int
    most: int
    rank: int
    tone: str
    icon: str

    @property
    def scores(self) -> str:
        return f"{self.least}–{self.most}"


@dataclass(frozen=True)
class Scale:
    """A scale with the first fiscal year that it is used in."""

    version: str
    first_year: int
    likelihood: tuple[Step, ...]
    impact: tuple[Step, ...]
    levels: tuple[Level, ...]

    def level(self, score: int) -> Level:
        """The level of a product. Raises LookupError outside of the scale."""
        for level in self.levels:
            if level.least <= score <= level.most:
                return level
        raise LookupError(score)

    def assess(self, likelihood: int, impact: int) -> Assessment:
        return Assessment(likelihood, impact, self)


@dataclass(frozen=True)
class Assessment:
    """Likelihood and impact on a scale."""

    likelihood: int
    impact: int
    scale: Scale

    @property
    def score(self) -> int:
        return self.likelihood * self.impact

    @property
    def level(self) -> Level:
        return self.scale.level(self.score)

    @property
    def sum(self) -> str:
        """`4 × 3 = 12`"""
        return f"{self.likelihood} × {self.impact} = {self.score}"

    @property
    def words(self) -> str:
        """`สูง (4 × 3 = 12)`"""
        return f"{self.level.word} ({self.sum})"

    def is_below(self, other: Assessment) -> bool:
        """Whether the level, not only the product, is a lower one."""
        return self.level.rank < other.level.rank


SCALES: tuple[Scale, ...] = (
    Scale(
        version="1",
        first_year=2540,
        likelihood=(
            Step(1, "น้อยมาก", "ไม่เคยเกิดในสำนักงาน และไม่น่าจะเกิดในห้าปี"),
            Step(2, "น้อย", "เคยเกิดหรืออาจเกิดหนึ่งครั้งในห้าปี"),
            Step(3, "ปานกลาง", "อาจเกิดหนึ่งครั้งในหนึ่งถึงสองปี"),
            Step(4, "สูง", "อาจเกิดปีละหลายครั้ง"),
            Step(5, "สูงมาก", "อาจเกิดได้ทุกเดือน"),
        ),
        impact=(
            Step(1, "น้อยมาก", "ไม่มีความเสียหาย แก้ไขได้ในกลุ่มงาน"),
            Step(2, "น้อย", "เสียหายเล็กน้อย ผู้รับบริการบางรายไม่ได้รับความสะดวก"),
            Step(3, "ปานกลาง", "ราชการหรือประชาชนเสียประโยชน์ ต้องตรวจสอบภายใน"),
            Step(4, "สูง", "เสียหายต่องบประมาณหรือสิทธิของประชาชน มีการร้องเรียนหรือหน่วยตรวจสอบเข้าตรวจ"),
            Step(5, "สูงมาก", "เสียหายร้ายแรง มีผู้ถูกดำเนินคดีหรือวินัยร้ายแรง ประชาชนหมดความเชื่อมั่น"),
        ),
        levels=(
            Level("low", "ต่ำ", 1, 3, 1, "ok", "check"),
            Level("medium", "ปานกลาง", 4, 9, 2, "info", "half"),
            Level("high", "สูง", 10, 16, 3, "wait", "alert"),
            Level("very-high", "สูงมาก", 17, 25, 4, "bad", "alert"),
        ),
    ),
)
"""In the order of their first years."""
HIGH = frozenset({"high", "very-high"})
"""Keys of the levels that the annual report counts as high."""


def scale_of(year: int) -> Scale:
    """The scale of a fiscal year."""
    return next(scale for scale in reversed(SCALES) if scale.first_year <= year)
