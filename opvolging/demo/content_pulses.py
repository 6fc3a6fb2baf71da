"""How support moved at De Hazelaar ([T] §9.8): measured in steps 2 to 6, in step 5 also midway. All invented."""

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
S5_MIDWAY = Measured(
    {
        "Huis Hazelnoot": (25, 59),
        "Huis Linde": (22, 64),
        "Huis Meidoorn": (20, 65),
        "Huis Vlier": (17, 57),
        "Huis Wilgenhof": (14, 56),
        "Huis Kornoelje": (11, 56),
    },
    {"waarom": 3.89, "goesting": 3.24, "weten": 3.40, "kunnen": 2.93, "steun": 3.58},
)
S5 = Measured(
    {
        "Huis Hazelnoot": (28, 69),
        "Huis Linde": (25, 77),
        "Huis Meidoorn": (23, 77),
        "Huis Vlier": (19, 73),
        "Huis Wilgenhof": (16, 71),
        "Huis Kornoelje": (12, 62),
    },
    {"waarom": 4.11, "goesting": 3.61, "weten": 3.98, "kunnen": 3.75, "steun": 4.03},
)
S6 = Measured(
    {
        "Huis Hazelnoot": (26, 74),
        "Huis Linde": (23, 75),
        "Huis Meidoorn": (21, 79),
        "Huis Vlier": (17, 68),
        "Huis Wilgenhof": (15, 74),
        "Huis Kornoelje": (11, 68),
    },
    {"waarom": 4.07, "goesting": 3.84, "weten": 3.96, "kunnen": 3.93, "steun": 3.94},
)
"""In [T] everybody was asked; here about half are, by turns (`bevraging.sampling`), so fewer answer with the same index."""
