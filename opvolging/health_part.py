"""Health on the page of step 6: the state, and what was missed. The reading comes along with the project."""

from opvolging.health_page import build
from opvolging.step_parts import Part, register

register("health", 5, Part("opvolging/deel/gezondheid.html", build))
