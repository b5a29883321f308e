"""``samsyn home``: the archive in an encrypted folder, for a machine whose disk is not encrypted (decision 100).

gocryptfs does it, over FUSE: what samsyn writes in its home lands encrypted in the folder beside it.
"""
