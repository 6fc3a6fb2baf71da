"""How support moved at De Hazelaar ([T] §9.8): measured in steps 2, 3 and 4. All invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Per house how many answered and the index (0 to 100) that they give together; the mean of each item."""

    people: dict[str, tuple[int, int]]
    means: dict[str, float]


S2 = Measured(
    {
        "Huis Hazelnoot": (27, 55),
        "Huis Linde": (24, 54),
        "Huis Meidoorn": (22, 63),
        "Huis Vlier": (19, 57),
        "Huis Wilgenhof": (15, 52),
        "Huis Kornoelje": (12, 39),
    },
    {"waarom": 3.59, "goesting": 3.23, "weten": 2.90, "kunnen": 3.01, "steun": 3.25},
)
S3 = Measured(
    {
        "Huis Hazelnoot": (28, 59),
        "Huis Linde": (25, 59),
        "Huis Meidoorn": (23, 66),
        "Huis Vlier": (19, 56),
        "Huis Wilgenhof": (16, 55),
        "Huis Kornoelje": (12, 48),
    },
    {"waarom": 3.65, "goesting": 3.41, "weten": 3.15, "kunnen": 3.03, "steun": 3.48},
)
S4 = Measured(
    {
        "Huis Hazelnoot": (29, 71),
        "Huis Linde": (25, 65),
        "Huis Meidoorn": (23, 69),
        "Huis Vlier": (20, 64),
        "Huis Wilgenhof": (16, 60),
        "Huis Kornoelje": (12, 49),
    },
    {"waarom": 3.91, "goesting": 3.47, "weten": 3.59, "kunnen": 3.28, "steun": 3.75},
)
"""In [T] everybody was asked; here about half are, by turns (`bevraging.sampling`), so fewer answer with the same index."""
