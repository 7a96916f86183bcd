// Entry.
