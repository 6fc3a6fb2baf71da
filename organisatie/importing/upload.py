"""No upload larger than a sheet may be: the rest is not kept, neither in memory nor on disk."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from organisatie.importing.limits import MAX_FILE


class CappedUploadHandler(FileUploadHandler):
    """Stands before Django's own handlers. What is cut off is marked on the request, so that the form can say so."""

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > MAX_FILE and self.request is not None:
            self.request.META["upload_too_large"] = "1"
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
