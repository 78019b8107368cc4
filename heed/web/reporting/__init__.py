"""Telling what happened: one thing on a page, in the order that helps, each page kept as it is sent."""
