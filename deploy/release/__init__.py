"""A release: the tree that is installed, what it consists of, and a signed list of its files (docs/upgrading.md).

python -m deploy.release make --key KEY     where it is developed; needs git and what `make sbom` needs
python3 -m deploy.release verify TREE       where it is to be installed; the standard library and ssh-keygen
"""
