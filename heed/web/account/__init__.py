"""Signing in and out, and passwords: django-allauth's views behind our own addresses, words and pages."""
