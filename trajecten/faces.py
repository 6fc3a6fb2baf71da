"""Five drawn faces for the answers 1–5: one colour, always beside words, never in place of them."""

from django.utils.safestring import SafeString, mark_safe

_HEAD = '<circle class="smoel__kop" cx="21" cy="21" r="18.5"/>'
_EYES = '<circle class="smoel__oog" cx="15" cy="17.5" r="2.2"/><circle class="smoel__oog" cx="27" cy="17.5" r="2.2"/>'
_MOUTHS = {
    1: '<path d="M13 30.5q8-9.5 16 0"/>',
    2: '<path d="M14 28.5q7-4.5 14 0"/>',
    3: '<path d="M14 27.5h14"/>',
    4: '<path d="M14 25.5q7 5.5 14 0"/>',
    5: '<path class="smoel__lach" d="M12.5 23.5h17q-1.5 9-8.5 9t-8.5-9z"/>',
}
FACES: dict[int, SafeString] = {
    number: mark_safe(  # our own drawing
        f'<svg class="smoel" viewBox="0 0 42 42" aria-hidden="true" focusable="false">{_HEAD}{_EYES}{mouth}</svg>'
    )
    for number, mouth in _MOUTHS.items()
}
