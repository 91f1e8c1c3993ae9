"""How fast, how steady and how frugal the service is; always against peers on the same machine in the same run."""
