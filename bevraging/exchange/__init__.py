"""Questionnaires from elsewhere, and ours to elsewhere: XLSForm, LimeSurvey and our own JSON. No database, no screen.

`reading.read` takes a file and gives an `Imported`; `xlsform_out.as_xlsx` and `own.as_json` write one.
"""
