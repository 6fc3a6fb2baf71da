"""A copy of everything that cannot be made again, in one file, and the way back.

`manage.py reservekopie` makes one while the product runs; `manage.py terugzetten` puts one back. What stands in a copy and
why it is put back so: docs/decisions/0076-backup.md
"""
