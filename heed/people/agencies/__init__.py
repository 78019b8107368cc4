"""Agencies with their policy versions, users, teams, posts, absences."""
