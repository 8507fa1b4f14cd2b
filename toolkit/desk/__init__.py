"""The editor's desk: a page on this computer where Word files are checked.

Nothing of it is reached from elsewhere: it answers on the loopback address only, to requests whose
`Host` says so (no DNS rebinding), below a path that holds a secret token (no other site and no
other user can guess it, so no form on another site can use it). Files are read in memory and in a
temporary folder that is gone when the check ends; results live in memory for half an hour, or
until they are forgotten.
"""
