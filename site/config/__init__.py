"""How the apps are put together: settings, addresses, servers. The only importable name under `site/`."""
