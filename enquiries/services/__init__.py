"""The rules of enquiries. Views, commands and the admin call these; they know no request and no template."""
