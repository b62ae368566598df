"""What the site holds about one person, room by room: to show it all, and to erase it all."""
