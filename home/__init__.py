"""Room: the site's own pages, and the frame around everyone else's."""
