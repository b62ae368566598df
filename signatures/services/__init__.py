"""The rules of signing. Views, commands and the admin call these; they know no request and no template.

Locks are taken in one order everywhere, the supporter's row before the signature's, so that none wait in a ring.
"""
