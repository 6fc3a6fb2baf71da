"""Gunicorn: threads for people who wait, an access log without addresses, agents and personal links."""

import os

from gunicorn.glogging import Logger

from trajecten.logs import mask


class MaskingLogger(Logger):
    """What a personal link carries is never written, not by the access log either.

    Only what a line may hold is made: with every header, masked one by one, a line cost 1 ms, as much as its request.
    """

    def atoms(self, resp, req, environ, request_time):
        return {
            "t": self.now(),
            "m": environ["REQUEST_METHOD"],
            "U": mask(environ["PATH_INFO"]),
            "s": resp.status[:3] if isinstance(resp.status, str) else resp.status,
            "B": resp.sent,
            "M": int(request_time.total_seconds() * 1000),
        }


bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 30
graceful_timeout = 25
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
limit_request_line = 4094
logger_class = MaskingLogger
accesslog = "-"
# No address (h), no agent (a), no referrer (f), no query string (r and q): who answered may not be read from a log.
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
