"""No upload larger than a sheet may be, or than a page says: the rest is not kept, neither in memory nor on disk."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from organisatie.importing.limits import MAX_FILE


def takes_files_up_to(size: int) -> Callable[[Any], Any]:
    """A page that takes larger files than a sheet, of `size` bytes at most."""

    def mark(view: Any) -> Any:
        view.largest_file = size
        return view

    return mark


class CappedUploadHandler(FileUploadHandler):
    """Stands before Django's own handlers. What is cut off is marked on the request, so that the form can say so."""

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0
        match = getattr(self.request, "resolver_match", None)
        self.largest = getattr(getattr(match, "func", None), "largest_file", MAX_FILE)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > self.largest and self.request is not None:
            self.request.META["upload_too_large"] = "1"
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
