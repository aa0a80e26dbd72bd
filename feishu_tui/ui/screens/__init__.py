"""Screens. One that is opened over the main one is imported when that happens, as every start waits for the others."""
