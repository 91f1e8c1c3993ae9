"""The HTTP edge: routes, schemas, mapping to the asked offset unit, middleware, the page."""
