"""The product as a person meets it: real Chromium, real pages, real mails."""
