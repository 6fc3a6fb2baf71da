"""Employees from a sheet: reader -> mapping -> plan -> apply. `runs` keeps the state between the pages."""
