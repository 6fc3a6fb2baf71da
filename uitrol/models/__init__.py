"""Step 5's nouns: `waves` is who starts when, `moments` where colleagues meet, `support` what ambassadors note and what
holds people back, `tasks` what people learn, `training` who learned it, `links` the secret addresses of one person."""

from uitrol.models.links import PersonalLink
from uitrol.models.moments import Material, Moment, MomentPerson
from uitrol.models.support import Barrier, SupportLog
from uitrol.models.tasks import TaskHelper, WorkTask
from uitrol.models.training import Attendance, SelfRating, TaskDone, TrainingSession
from uitrol.models.waves import Wave, WaveCheck, WaveLocation

__all__ = [
    "Attendance",
    "Barrier",
    "Material",
    "Moment",
    "MomentPerson",
    "PersonalLink",
    "SelfRating",
    "SupportLog",
    "TaskDone",
    "TaskHelper",
    "TrainingSession",
    "Wave",
    "WaveCheck",
    "WaveLocation",
    "WorkTask",
]
