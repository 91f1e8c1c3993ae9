"""What happens to every request around its route, as plain ASGI classes; see `service.app` for their order."""
